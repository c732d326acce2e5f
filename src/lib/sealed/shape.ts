/** The shapes of what was opened, checked by hand: `sealed` knows no schema library. */
export type Fields = Record<string, unknown>;

/** Exactly these fields, some of which may be missing. */
export function isFields(
	value: unknown,
	names: string[],
	optional: string[] = []
): value is Fields {
	if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
	const held = Object.keys(value);
	return (
		names.every((name) => held.includes(name)) &&
		held.every((name) => names.includes(name) || optional.includes(name))
	);
}

export const isCount = (value: unknown, least: number): value is number =>
	Number.isSafeInteger(value) && (value as number) >= least;

export const isText = (value: unknown): value is string => typeof value === 'string';

/** The id of a tip: 16 bytes as hex. */
export const isTip = (value: unknown): value is string =>
	isText(value) && /^[0-9a-f]{32}$/.test(value);
