import { validationError } from "../service-error.ts";

/** A decimal number: `digits` times ten to the power of `exponent`; digits do not end with a zero, zero is 0 and 0. */
interface Decimal {
  readonly digits: bigint;
  readonly exponent: number;
}

/** Limits of DynamoDB's numbers (Amazon DynamoDB developer guide, data types). */
const significantDigits = 38;
const largestMagnitude = 125;
const smallestMagnitude = -130;

const numberText = /^([+-]?)(\d*)\.?(\d*)(?:[eE]([+-]?\d+))?$/;
const plainInteger = /^(?:0|-?[1-9]\d{0,14})$/;

/** Longest texts that a double tells apart and orders rightly. */
const exactCharacters = 15;

/**
 * A number as DynamoDB stores it: without exponent, leading or trailing zeros.
 *
 * @throws ServiceError where the text is no number or is beyond precision or range.
 */
export function normalizedNumber(text: string): string {
  return plainInteger.test(text) ? text : format(inBounds(parse(text)));
}

/** Exact sum of two normalized numbers. */
export function sumOf(left: string, right: string): string {
  const [a, b] = [parse(left), parse(right)];
  const exponent = Math.min(a.exponent, b.exponent);
  return format(inBounds(reduced({ digits: scaled(a, exponent) + scaled(b, exponent), exponent })));
}

export function negated(text: string): string {
  if (text === "0") return text;
  return text.startsWith("-") ? text.slice(1) : `-${text}`;
}

/** Order of two normalized numbers: negative, zero or positive. */
export function compareNumbers(left: string, right: string): number {
  if (left === right) return 0;
  if (left.length <= exactCharacters && right.length <= exactCharacters) return Number(left) - Number(right);
  const [a, b] = [parse(left), parse(right)];
  const exponent = Math.min(a.exponent, b.exponent);
  return scaled(a, exponent) < scaled(b, exponent) ? -1 : 1;
}

function parse(text: string): Decimal {
  const [, sign = "", whole = "", fraction = "", exponent = "0"] = numberText.exec(text) ?? [];
  if (whole + fraction === "") throw validationError(`The parameter cannot be converted to a numeric value: ${text}`);
  const digits = BigInt(whole + fraction) * (sign === "-" ? -1n : 1n);
  return reduced({ digits, exponent: Number(exponent) - fraction.length });
}

function reduced({ digits, exponent }: Decimal): Decimal {
  if (digits === 0n) return { digits, exponent: 0 };
  const text = digits.toString();
  const zeros = text.length - text.replace(/0+$/, "").length;
  return zeros === 0 ? { digits, exponent } : { digits: BigInt(text.slice(0, -zeros)), exponent: exponent + zeros };
}

function inBounds(number: Decimal): Decimal {
  const length = number.digits.toString().replace("-", "").length;
  if (number.digits === 0n) return number;
  const magnitude = length + number.exponent - 1;
  if (magnitude > largestMagnitude)
    throw validationError("Number overflow. Attempting to store a number with magnitude larger than supported range");
  if (magnitude < smallestMagnitude)
    throw validationError("Number underflow. Attempting to store a number with magnitude smaller than supported range");
  if (length > significantDigits)
    throw validationError("Attempting to store more than 38 significant digits in a Number");
  return number;
}

function scaled({ digits, exponent }: Decimal, target: number): bigint {
  return digits * 10n ** BigInt(exponent - target);
}

function format({ digits, exponent }: Decimal): string {
  if (exponent >= 0) return `${digits}${"0".repeat(exponent)}`;
  const sign = digits < 0n ? "-" : "";
  const padded = digits
    .toString()
    .replace("-", "")
    .padStart(1 - exponent, "0");
  return `${sign}${padded.slice(0, exponent)}.${padded.slice(exponent)}`;
}
