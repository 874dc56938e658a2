/** Land in pieces, each a ring and its holes: of a Polygon there is one, of a MultiPolygon any number. */
import type { MultiPolygon, Polygon, Position } from 'geojson';

export type Ring = readonly Position[];
export type Piece = readonly Ring[];
export type Pieces = readonly Piece[];

export type Area = Polygon | MultiPolygon;
export type Box = readonly [west: number, south: number, east: number, north: number];

export function piecesOf({ type, coordinates }: Area): Pieces {
  return type === 'Polygon' ? [coordinates] : coordinates;
}

export function areaOfPieces(pieces: Pieces): Area {
  const coordinates = pieces as Position[][][];
  return coordinates.length === 1
    ? { type: 'Polygon', coordinates: coordinates[0]! }
    : { type: 'MultiPolygon', coordinates };
}

export function boxOf(positions: readonly Position[]): Box {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [x = NaN, y = NaN] of positions)
    [west, south, east, north] = [Math.min(west, x), Math.min(south, y), Math.max(east, x), Math.max(north, y)];
  return [west, south, east, north];
}
