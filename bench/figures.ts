/** A figure, and what it should be where an issue says so; a checksum is a text. */
export interface Figure {
  readonly value: number | string;
  readonly most?: number;
  readonly least?: number;
}
export type Figures = Readonly<Record<string, Figure>>;
