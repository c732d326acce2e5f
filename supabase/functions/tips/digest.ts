import { sha256Hex } from '../_shared/edge/hash.ts';

/** SHA-256, as hex, of a request as canonical JSON: keys in order at every depth, no blanks. */
export const digestOf = (request: unknown): Promise<string> =>
	sha256Hex(new TextEncoder().encode(JSON.stringify(request, inOrder)));

function inOrder(_key: string, value: unknown): unknown {
	if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
	return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
