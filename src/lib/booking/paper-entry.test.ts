import { describe, expect, it } from 'vitest';
import { Problem } from '#lib/platform/problem.ts';
import { EnteredDay, readRow } from './paper-entry.svelte.ts';
import type { EnterDay, EnteredLine, Sheet, SheetRow } from './paper-booking.ts';

const row = (n: number, more: Partial<SheetRow> = {}): SheetRow => ({
	case: `00000000-0000-4000-8000-00000000000${n}`,
	reference: `ĐN-26-000${n}`,
	state: 'confirmed',
	version: 3,
	gathering: null,
	from: 450,
	to: 570,
	start: 465,
	finish: 490,
	words: ['cây đa', 'bến nước'],
	people: [
		{
			id: `p${n}`,
			name: 'Bà Minh Họa',
			service: 'renew',
			needs: [],
			outcome: null,
			card_ready: false
		}
	],
	place: { kind: 'home', area_name: 'Xã Thử', hamlet_name: null, landmark: null, address: null },
	phone: null,
	phone_name: null,
	papers: null,
	attended: null,
	readiness: null,
	...more
});
const sheet = (...rows: SheetRow[]): Sheet => ({
	id: 'd',
	day: '2026-11-28',
	team_name: 'Tổ thử',
	unit_name: 'Công an xã Thử',
	kit: null,
	shifts: [],
	reader: 'Cán bộ Minh Họa',
	at: '2026-11-28T10:00:00Z',
	today: '2026-11-28',
	gatherings: [],
	cards: [],
	errands: [],
	rows
});
const words = (field: string, code: string) => `${field} ${code}`;
const taken = ({ rows }: EnterDay): { rows: EnteredLine[] } => ({
	rows: rows.map(({ id }) => ({ id, code: null, field: null }))
});

describe('a day typed in from paper', () => {
	it('sends the houses that were written on, and leaves the others alone', async () => {
		const sent: EnterDay[] = [];
		const day = new EnteredDay(sheet(row(1), row(2)), words, async (args) => {
			sent.push(args);
			return taken(args);
		});
		const typed = day.typed[row(2).case]!;
		Object.assign(typed, { began: '0735', ended: '8h10' });
		typed.people[0]!.outcome = 'captured';
		typed.people[0]!.receiver = ' Cháu Minh Họa ';
		expect(await day.save()).toBe(1);
		expect(sent[0]!.rows).toEqual([
			{
				id: row(2).case,
				version: 3,
				began: 455,
				ended: 490,
				people: [{ id: 'p2', outcome: 'captured', receiver: 'Cháu Minh Họa', note: null }]
			}
		]);
		expect(day.waiting).toEqual([]);
		expect(await day.save()).toBeNull();
		expect(sent).toHaveLength(1);
	});

	it('sends nothing while something is wrong, and says at which house', async () => {
		const day = new EnteredDay(sheet(row(1)), words, () => Promise.reject(new Error('sent')));
		Object.assign(day.typed[row(1).case]!, { began: '9:30', ended: '9:10' });
		expect(await day.save()).toBeNull();
		expect(day.form.errors.map(({ text }) => text)).toEqual([
			`${row(1).case}.ended out_of_range`,
			`${row(1).case}.people.0.outcome required`
		]);
	});

	it('keeps what was typed for a house that was refused, and through a lost line', async () => {
		let lost = true;
		const day = new EnteredDay(sheet(row(1), row(2)), words, async ({ rows }) => {
			if (lost) throw new Problem({ code: 'offline', status: 0 });
			return {
				rows: rows.map(({ id }, n) => ({ id, code: n === 0 ? 'stale' : null, field: 'version' }))
			};
		});
		for (const one of [row(1), row(2)]) {
			Object.assign(day.typed[one.case]!, { began: '730', ended: '800' });
			day.typed[one.case]!.people[0]!.outcome = 'absent';
		}
		expect(await day.save()).toBeNull();
		expect(day.failed).toMatchObject({ code: 'offline' });
		lost = false;
		expect(await day.save()).toBe(1);
		expect(day.waiting.map((one) => one.case)).toEqual([row(1).case]);
		expect(day.line(row(1).case)).toMatchObject({ code: 'stale' });
		expect(day.typed[row(1).case]!.began).toBe('730');
		// Read anew, the house goes along with the version that stands now.
		day.renew(sheet(row(1, { version: 4 }), row(2, { version: 4 })));
		expect(day.waiting.map(({ version }) => version)).toEqual([4]);
	});

	it('of a gathering sends those of whom something was said, with the times that are everybody’s', async () => {
		const sent: EnterDay[] = [];
		const list = [row(1, { gathering: 'g' }), row(2, { gathering: 'g' })];
		const day = new EnteredDay(sheet(...list), words, async (args) => {
			sent.push(args);
			return taken(args);
		});
		for (const one of list) Object.assign(day.typed[one.case]!, { began: '730', ended: '930' });
		expect(day.waiting).toEqual([]);
		day.typed[row(2).case]!.people[0]!.outcome = 'absent';
		expect(await day.save()).toBe(1);
		expect(sent[0]!.rows).toMatchObject([{ id: row(2).case, began: 450, ended: 570 }]);
	});

	it('does not ask for those whose card was made already', () => {
		const made = row(1).people[0]!;
		const day = new EnteredDay(
			sheet(
				row(1, {
					people: [
						{ ...made, card_ready: true },
						{ ...made, id: 'q' }
					]
				})
			),
			words
		);
		expect(day.typed[row(1).case]!.people.map(({ id }) => id)).toEqual(['q']);
	});

	it.each([
		['', '0800', 'began', 'required'],
		['7:99', '0800', 'began', 'bad_format'],
		['0800', '0800', 'ended', 'out_of_range']
	])('%s to %s is refused at %s: %s', (began, ended, field, code) => {
		const { wrong } = readRow(row(1), { began, ended, people: [] });
		expect(wrong).toContainEqual([field, code]);
	});
});
