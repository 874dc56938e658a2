/** Units and numbers as people write them. */
import { InvalidArgumentError } from 'commander';
import type { Language } from '../domain/language.ts';

/** 15 mu = 1 ha. */
const MU_PER_HA = 15;
const M2_PER_HA = 10_000;

/** @example areaText(100_000, 'en') // '10.00 ha (150.0 mu)' */
export function areaText(areaM2: number, language: Language): string {
  const ha = (areaM2 / M2_PER_HA).toFixed(2);
  const mu = muOf(areaM2).toFixed(1);
  return language === 'zh' ? `${mu} 亩（${ha} 公顷）` : `${ha} ha (${mu} mu)`;
}

/** @example yuanText(1_500_000, 'en') // '15,000.00 yuan' */
export function yuanText(fen: number, language: Language): string {
  const whole = Math.trunc(Math.abs(fen) / 100)
    .toString()
    .replace(/\B(?=(\d{3})+$)/g, ',');
  const text = `${fen < 0 ? '−' : ''}${whole}.${String(Math.abs(fen) % 100).padStart(2, '0')}`;
  return language === 'zh' ? `${text} 元` : `${text} yuan`;
}

/** @example muOf(100_000) // 150 */
export function muOf(areaM2: number): number {
  return (areaM2 * MU_PER_HA) / M2_PER_HA;
}

/** A whole number from 1, for commander. */
export function wholeNumber(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1) throw new InvalidArgumentError(`${text} is no whole number from 1.`);
  return value;
}

/** A whole number from 0, for commander. */
export function count(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !Number.isInteger(value) || value < 0)
    throw new InvalidArgumentError(`${text} is no whole number from 0.`);
  return value;
}

/** Metres above 0, for commander. */
export function metres(text: string): number {
  const value = Number(text);
  if (!/^\d{1,4}(\.\d{1,2})?$/.test(text) || value <= 0) throw new InvalidArgumentError(`${text} is no width in m.`);
  return value;
}

/** `name=number` of a stand's own standard, between commas, for commander. */
export function standardValues(text: string): Readonly<Record<string, number>> {
  const pairs = text.split(',').map((pair) => /^\s*(\w+)\s*=\s*(-?\d+(?:\.\d+)?)\s*$/.exec(pair));
  if (pairs.includes(null))
    throw new InvalidArgumentError(`${text} is no list of values, as regenDelay=3,minimum=500.`);
  return Object.fromEntries(pairs.map((pair) => [pair![1]!, Number(pair![2])]));
}
