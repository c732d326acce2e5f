/** Lists and objects as arguments arrive through the API as they were sent. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startStack, type TestOfficer, type TestStack } from '../local/testing.ts';
import { newKey } from './people.ts';

let stack: TestStack;
let lead: TestOfficer;
beforeAll(async () => {
	stack = await startStack({ functions: false });
	lead = await stack.officer({ unit: '21439', roles: ['lead'] });
});
afterAll(() => stack?.stop());

test('a lead saves settings and windows over HTTP, and reads them back', async () => {
	const { body: before } = await stack.rpc('unit_editable', {}, lead.token);
	const { settings } = before as { settings: Record<string, unknown> };
	const windows = [{ weekday: 6, from: 480, to: 600 }];
	expect(
		await stack.rpc(
			'unit_settings_save',
			{ key: newKey(), settings: { ...settings, need_minutes: { hearing: 7 } } },
			lead.token
		)
	).toMatchObject({ status: 200, body: { ok: true } });
	expect(
		await stack.rpc('unit_windows_save', { key: newKey(), windows }, lead.token)
	).toMatchObject({ status: 200, body: { ok: true } });
	const { body: after } = await stack.rpc('unit_editable', {}, lead.token);
	expect(after).toMatchObject({ windows, settings: { need_minutes: { hearing: 7 } } });
	expect(
		await stack.rpc('unit_windows_save', { key: newKey(), windows: [] }, lead.token)
	).toMatchObject({ status: 200 });
});

test('an officer turns the pages of the queue over HTTP', async () => {
	const { body: first } = await stack.rpc(
		'queue_page',
		{ filter: { kind: 'home_visit' }, after: null, size: 2 },
		lead.token
	);
	const { rows, next } = first as { rows: unknown[]; next: { due_at: string | null; id: string } };
	expect(rows).toHaveLength(2);
	const { status, body: second } = await stack.rpc(
		'queue_page',
		{ filter: { kind: 'home_visit' }, after: next, size: 2 },
		lead.token
	);
	expect(status).toBe(200);
	expect((second as { rows: unknown[] }).rows).not.toEqual(rows);
	expect(
		await stack.rpc('queue_page', { filter: { kind: 'x' }, after: null, size: 2 }, lead.token)
	).toMatchObject({ status: 422, body: { code: 'PT422', message: 'bad_format', details: 'kind' } });
});

test('what is no id is a refusal with the field, not a failure', async () => {
	expect(await stack.rpc('queue_case', { id: 'không phải mã' }, lead.token)).toMatchObject({
		status: 422,
		body: { code: 'PT422', message: 'bad_format', details: 'id' }
	});
});
