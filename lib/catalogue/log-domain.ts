/** The steps of an axis by powers of ten that a reader takes in at a glance. */
const steps = [1, 2, 5];
/** Points keep this much off the ends of the axis. */
const air = 1.15;

/**
 * The least round span (1, 2 or 5 times a power of ten at both ends) that has room for all values, so that an axis by powers
 * of ten has no empty decade and yet a number at each end.
 */
export function toLogDomain(values: readonly number[]): { min: number; max: number } {
  if (values.length === 0) return { min: 0.1, max: 10 };
  const [least, greatest] = values.reduce(
    ([low, high], value) => [Math.min(low, value), Math.max(high, value)],
    [Number.POSITIVE_INFINITY, 0],
  );
  return { min: roundDown(least / air), max: roundUp(greatest * air) };
}

function roundDown(value: number): number {
  const power = Math.floor(Math.log10(value));
  const step = steps.findLast((each) => toNumber(each, power) <= value) ?? 1;
  return toNumber(step, power);
}

function roundUp(value: number): number {
  const power = Math.floor(Math.log10(value));
  const step = steps.find((each) => toNumber(each, power) >= value);
  return step === undefined ? toNumber(1, power + 1) : toNumber(step, power);
}

/** Parsed, not multiplied: `2 * 10 ** -2` is not 0.02. */
const toNumber = (step: number, power: number) => Number(`${step}e${power}`);
