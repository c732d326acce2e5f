import { describe, expect, it } from 'vitest';
import { at, day, entry, id, row, stop } from './field-scene.ts';
import { currentOf, fieldView, isTold, laidOver, stopOf } from './field-view.ts';

const served = (person: number, outcome: 'captured' | 'absent') => ({
	id: id(person),
	outcome,
	receiver: null,
	note: null
});

describe('the day on the phone', () => {
	it('shows an officer where the team is, before the server knows', () => {
		const seen = fieldView(day(), [entry('rounds_arrive', 455, { subject: id(502) })]);
		expect(seen.stops[0]).toMatchObject({ arrived: 455, progress: 'there' });
		expect(currentOf(seen)?.subject).toBe(id(502));
	});

	it('keeps the first arrival, whoever says it again', () => {
		const twice = [455, 470].map((minute) => entry('rounds_arrive', minute, { subject: id(502) }));
		expect(fieldView(day(), twice).stops[0]!.arrived).toBe(455);
	});

	it('ends an errand with the word whether somebody was met, and takes the last one', () => {
		const face = { area_name: 'Phổ Minh', hamlet_name: null, landmark: 'Sau chợ', phone: null };
		const visit = stop(2, { kind: 'support', rows: [], errand: { ...face, came: null } });
		const told = (minute: number, came: boolean) =>
			entry('rounds_errand', minute, { subject: id(502), came });
		const seen = fieldView(day({ stops: [visit, stop(3)] }), [told(460, false), told(462, true)]);
		expect(seen.stops[0]).toMatchObject({
			arrived: 460,
			progress: 'done',
			errand: { came: true }
		});
		expect(currentOf(seen)?.subject).toBe(id(503));
		expect(stopOf(seen, told(460, true))?.subject).toBe(id(502));
	});

	it('closes a house when everybody of it is told of, and leads on to the next', () => {
		const seen = fieldView(day(), [
			entry('rounds_arrive', 440, { subject: id(502) }),
			entry('rounds_outcome', 475, { id: id(2), began: null, people: [served(20, 'captured')] })
		]);
		expect(seen.stops[0]!.progress).toBe('done');
		expect(seen.stops[0]!.rows[0]).toMatchObject({
			people: [{ outcome: 'captured' }],
			// They were there before the window, which begins at 07:30.
			attended: { began: 450, ended: 475 }
		});
		expect(currentOf(seen)?.subject).toBe(id(503));
	});

	it('leaves a gathering open until the last household of it is told of', () => {
		const gathering = stop(2, { kind: 'gathering', rows: [row(2), row(5)] });
		const first = entry('rounds_outcome', 475, {
			id: id(2),
			began: 455,
			people: [served(20, 'absent')]
		});
		const seen = fieldView(day({ stops: [gathering] }), [first]);
		expect(seen.stops[0]!.rows.map(isTold)).toEqual([true, false]);
		expect(seen.stops[0]!.progress).toBeNull();
	});

	it('does not count what the server refused', () => {
		const refused = entry(
			'rounds_outcome',
			475,
			{ id: id(2), began: null, people: [served(20, 'captured')] },
			{ state: 'refused' }
		);
		expect(fieldView(day(), [refused])).toEqual(day());
	});

	it('hands a card over once, and is done with the house when the last one is given', () => {
		const card = (person: number) => ({
			person: id(person),
			name: 'Lê Văn Tre',
			receiver: null,
			handed: false
		});
		const leg = stop(2, { kind: 'card', cards: [card(20), card(21)] });
		const given = (person: number) =>
			entry('rounds_card', 480, {
				id: id(2),
				people: [id(person)],
				handed_to: 'owner',
				card_seen: false
			});
		const half = fieldView(day({ stops: [leg] }), [given(20)]);
		expect(half.stops[0]).toMatchObject({ progress: null, cards: [{ handed: true }, {}] });
		expect(fieldView(half, [given(21)]).stops[0]!.progress).toBe('done');
	});

	it('follows a new order, keeps what is over in its place, and takes the hour somebody agreed to', () => {
		const planned = entry('rounds_replan', 500, {
			stops: [
				{
					subject: id(504),
					service: 20,
					travel: 9,
					start: 820,
					finish: 840,
					late: false,
					agreed: null
				},
				{
					subject: id(503),
					service: 30,
					travel: 5,
					start: 850,
					finish: 880,
					late: true,
					agreed: { from: 840, to: 900 }
				}
			]
		});
		const done = day({
			stops: day().stops.map((one, index) => ({ ...one, progress: index === 0 ? 'done' : null }))
		});
		const seen = fieldView(done, [planned]);
		expect(seen.stops.map(({ subject }) => subject)).toEqual([id(502), id(504), id(503)]);
		expect(seen.stops[2]).toMatchObject({ service: 30, from: 840, to: 900, late: false });
	});

	it('knows a closed road at once', () => {
		const closed = entry('rounds_road', 500, {
			from_place: `hamlet:${id(702)}`,
			to_place: null,
			minutes: null,
			until: at(1020),
			note: null
		});
		expect(fieldView(day(), [closed]).ground.closed).toEqual([
			{
				from: `hamlet:${id(702)}`,
				to: null,
				minutes: null,
				from_day: '2026-11-28',
				to_day: '2026-11-28'
			}
		]);
	});

	it('keeps what the server answered, for the next command on the same case', () => {
		const called = entry('rounds_called', 480, { id: id(3), outcome: 'answered', note: null });
		const after = laidOver(day(), called, { state: 'confirmed', version: 4 });
		expect(after.stops[1]!.rows[0]!.version).toBe(4);
		expect(stopOf(after, called)?.subject).toBe(id(503));
	});

	it('lets a command go by that is about a house no longer on the day', () => {
		const gone = entry('rounds_outcome', 475, {
			id: id(77),
			began: null,
			people: [served(770, 'absent')]
		});
		expect(fieldView(day(), [gone])).toEqual(day());
		expect(stopOf(day(), gone)).toBeUndefined();
	});
});
