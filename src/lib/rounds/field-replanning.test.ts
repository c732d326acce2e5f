import { describe, expect, it } from 'vitest';
import { day, id, stop } from './field-scene.ts';
import { agreedLater, offered, Replanning } from './field-replanning.svelte.ts';

/** The first house is being served since 07:40. */
const begun = (more = {}) =>
	day({
		stops: [stop(2, { arrived: 460, progress: 'there', ...more }), ...day().stops.slice(1)]
	});

describe('a day planned anew on the phone', () => {
	it('calls nobody when a few minutes more break no promise, and tells the server the longer visit', () => {
		const plan = new Replanning(begun(), 470, 10);
		expect(plan.isQuiet).toBe(true);
		expect(plan.said.stops[0]).toMatchObject({
			subject: id(502),
			service: 30,
			start: 460,
			finish: 490
		});
		expect(plan.said.stops).toHaveLength(3);
	});

	it('names first who loses a window, and leaves nobody of the day out', () => {
		const plan = new Replanning(begun(), 470, 110);
		expect(plan.calls[0]!.stop.subject).toBe(id(503));
		expect(plan.calls[0]!.late).toBe(true);
		expect(plan.said.stops.map(({ subject }) => subject).sort()).toEqual([
			id(502),
			id(503),
			id(504)
		]);
	});

	it('makes a promise of what was agreed on the phone', () => {
		const plan = new Replanning(begun(), 470, 110);
		const [line] = plan.calls;
		const window = offered(plan.day, line!.start, line!.stop.service)!;
		expect(line!.start).toBeGreaterThanOrEqual(window.from);
		expect(window.to - window.from).toBe(60);
		plan.agree(line!.stop.subject, window);
		expect(plan.said.stops.find(({ subject }) => subject === id(503))!.agreed).toEqual(window);
		plan.agree(line!.stop.subject, null);
		expect(plan.agreed(id(503))).toBeNull();
	});

	it('promises nothing that ends after the shift', () => {
		expect(offered(day(), 1010, 20)).toBeNull();
		expect(offered(day(), 985, 20)).toEqual({ from: 985, to: 1000 });
	});

	it('lets a visit be no shorter than it has been already', () => {
		expect(new Replanning(begun(), 530).said.stops[0]!.service).toBe(70);
	});

	it('says a way that fits into the shift when the team left before it', () => {
		const early = begun({ arrived: 445, travel: 30, from: 450 });
		expect(new Replanning(early, 455).said.stops[0]).toMatchObject({ start: 450, travel: 0 });
	});

	it('forgets no card: what the day has no room for comes last', () => {
		const card = stop(4, { kind: 'card', from: 450, to: 1020, service: 5 });
		const full = day({
			shifts: [{ from: 450, to: 500 }],
			stops: [stop(2, { arrived: 460, progress: 'there', service: 40 }), card]
		});
		const plan = new Replanning(full, 470);
		expect(plan.lines.at(-1)!.stop.subject).toBe(id(504));
		expect(plan.calls).toEqual([]);
	});

	it('cannot send a team where no road leads, and says who has to be called', () => {
		const cut = begun();
		cut.ground.closed.push({
			from: `hamlet:${id(703)}`,
			to: null,
			minutes: null,
			from_day: '2026-11-28',
			to_day: '2026-11-28'
		});
		const plan = new Replanning(cut, 470);
		expect(plan.unreached.map((line) => line.stop.subject)).toEqual([id(503)]);
		expect(plan.calls[0]).toMatchObject({ reached: false });
	});

	it('takes a yes that comes later into the day as it stands', () => {
		const late = begun();
		late.stops[1] = { ...late.stops[1]!, late: true, start: 600, finish: 620 };
		const { stops } = agreedLater(late, id(503), { from: 600, to: 660 });
		expect(stops.map(({ agreed }) => agreed)).toEqual([null, { from: 600, to: 660 }, null]);
		expect(stops[1]).toMatchObject({ start: 600, finish: 620 });
	});
});
