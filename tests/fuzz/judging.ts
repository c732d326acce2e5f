/** What may be answered to anything at all. */
import { expect } from 'vitest';
import type { Door } from '../../supabase/functions/_shared/contracts/door.ts';
import { planted } from '../properties/contracts.ts';

/** Says what a database or a program says of its own affairs. */
const insideWords =
	/syntax|relation|column|constraint|violat|operator|plpgsql|pg_|sqlstate|null value|out of range for|invalid input|does not exist|unicode|undefined|TypeError|\bat .*:\d+/i;

export type Answer = { status: number; headers: Headers; text: string };

/** A refusal in the one shape of its road: a code of ours, perhaps a field, nothing that was sent. */
export function judgeRefusal({ status, headers, text }: Answer, kind: Door['kind']): void {
	expect(status).toBeGreaterThanOrEqual(400);
	expect(status, text.slice(0, 200)).toBeLessThan(500);
	expect(text).not.toMatch(planted);
	expect(JSON.stringify([...headers])).not.toMatch(planted);
	expect(headers.get('content-type')).toBe('application/json; charset=utf-8');
	expect(headers.get('cache-control')).toContain('no-store');
	expect(text.length, 'a refusal is short').toBeLessThan(8192);
	const said = JSON.parse(text) as Record<string, unknown>;
	if (kind === 'rpc') {
		const { code, message, details, hint, ...more } = said;
		expect(code).toMatch(/^[A-Z0-9]{3,8}$|^too_large$/);
		expect(message).toMatch(/^[a-z][a-z_]*$/);
		expect(details ?? '').toMatch(fieldName);
		expect(hint ?? null).toBeNull();
		expect(more).toEqual({});
		return;
	}
	const { code, field = '', fields = [] } = said as Edge;
	expect(code).toMatch(/^[a-z][a-z_]*$/);
	for (const one of [{ field, code }, ...fields]) {
		expect(one.field).toMatch(fieldName);
		expect(one.code).toMatch(/^[a-z][a-z0-9_]*$/);
	}
	expect(text.replace(/"(?:field|code)":"[^"]*"/g, '')).not.toMatch(insideWords);
}
/** The form of every code. */
export const code = /^[a-z][a-z0-9_]*$/;
type Edge = { code: unknown; field?: string; fields?: { field: string; code: string }[] };

/** Where something stands in a contract: names and places, joined by dots. */
const fieldName = /^(?:[a-z0-9_-]+(?:\.[a-z0-9_-]+)*)?$/i;
