/** What the report of a felling or a coppice says: of a felling the closure it left, of a coppice its strips. */
import { InvalidArgumentError, Option } from 'commander';
import type { Felling, Hits } from '../domain/stand/reported.ts';
import { FELLINGS } from '../domain/stand/reported.ts';
import { CommandError, EXIT } from './exit-codes.ts';

export interface CutOptions {
  readonly felling?: Felling['kind'];
  readonly closureBefore?: Hits;
  readonly closureAfter?: Hits;
  readonly cutM2?: number;
  readonly stripWidth?: number;
}

/** In small letters with hyphens, as options are written. */
export function fellingOption(): Option {
  const kinds = FELLINGS.map((kind) => kind.toLowerCase().replace('_', '-'));
  return new Option('--felling <kind>', `kind of a felling 采伐方式: ${kinds.join(', ')}`).argParser((text: string) => {
    const kind = FELLINGS[kinds.indexOf(text)];
    if (kind === undefined) throw new InvalidArgumentError(`${text} is no felling; wanted: ${kinds.join(', ')}.`);
    return kind;
  });
}

/** Points under a crown of all points, for commander. */
export function hits(text: string): Hits {
  const [, under, of] = /^(\d{1,6})\/([1-9]\d{0,5})$/.exec(text) ?? [];
  if (under === undefined || Number(under) > Number(of))
    throw new InvalidArgumentError(`${text} is no closure; wanted: hits of points, as 65/100.`);
  return { hits: Number(under), of: Number(of), method: 'point' };
}

/** All three or none; whether a felling is asked for the stand says. */
export function fellingOf({ felling: kind, closureBefore: before, closureAfter: after }: CutOptions) {
  if (kind === undefined && before === undefined && after === undefined) return {};
  if (kind !== undefined && before !== undefined && after !== undefined) return { felling: { kind, before, after } };
  throw together('--felling, --closure-before and --closure-after');
}

/** Both or neither. */
export function stripsOf({ cutM2, stripWidth: widthM }: CutOptions) {
  if (cutM2 === undefined && widthM === undefined) return {};
  if (cutM2 !== undefined && widthM !== undefined) return { strips: { cutM2, widthM } };
  throw together('--cut-m2 and --strip-width');
}

function together(options: string): CommandError {
  return new CommandError(EXIT.usage, 'OPTIONS_TOGETHER', {
    en: `one of them is missing; wanted: ${options} together`,
    zh: `缺少其一；${options.replaceAll(' and ', ' 与 ')} 应同时给出`,
  });
}
