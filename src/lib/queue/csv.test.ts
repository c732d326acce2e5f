import { describe, expect, it } from 'vitest';
import { csvOf } from '#lib/platform/csv.ts';
import { tableOf } from './csv.ts';
import type { Row } from './queue.ts';

describe('lines as a file for a spreadsheet', () => {
	it('is marked as UTF-8, with a head and a line for each case', () => {
		const row = {
			reference: 'ĐN-26-0412',
			kind: 'home_visit',
			state: 'held',
			title: { code: 'visit', data: { people: 2, minutes: 40 } },
			area: null,
			received_at: '2026-11-23T07:00:00+07:00',
			due_at: null,
			assignee: { id: 'x', name: '=cmd|calc' }
		} as unknown as Row;
		const file = csvOf(tableOf([row]));
		expect(file.startsWith('\ufeff"Số hồ sơ",')).toBe(true);
		const lines = file.split('\r\n');
		expect(lines).toHaveLength(3);
		expect(lines[1]).toContain('"ĐN-26-0412"');
		expect(lines[1]).toContain(`"'=cmd|calc"`);
	});
});
