/**
 * A team's day as a mixed integer program in the LP format, for HiGHS: another method, none of the planner's code. A binary
 * for each way of each shift, the flow through each stop, and big-M rows on the times at which services begin.
 */
import loadHighs from 'highs';
import type { TeamDay, Travel, Window } from '../supabase/functions/_shared/planner/shapes.ts';

const DAY = 1440;

/** The least travel of the day, proven; null when no order keeps every promise. */
export async function leastTravel(day: TeamDay, travel: Travel): Promise<number | null> {
	if (day.stops.length === 0) return 0;
	const highs = await loadHighs();
	const { Status, ObjectiveValue } = highs.solve(model(day, travel), { mip_rel_gap: 0, mip_abs_gap: 0 });
	if (Status === 'Infeasible') return null;
	if (Status !== 'Optimal') throw new Error(`highs_says ${Status}`);
	return Math.round(ObjectiveValue);
}

function model({ stops, shifts, start, end }: TeamDay, travel: Travel): string {
	const ways: { name: string; shift: number; from: number | null; to: number | null; minutes: number }[] = [];
	const begin = stops.map(({ window, service }) =>
		shifts.map((shift): Window | null => {
			const from = Math.max(window.from, shift.from);
			const to = Math.min(window.to, shift.to - service);
			return from <= to ? { from, to } : null;
		})
	);
	shifts.forEach((_, k) => {
		const own = [...stops.keys()].filter((i) => begin[i]![k]);
		const home = k === shifts.length - 1 ? end : start;
		for (const i of own) {
			const { place } = stops[i]!;
			ways.push({ name: `o${k}_${i}`, shift: k, from: null, to: i, minutes: travel(start, place) });
			ways.push({ name: `h${k}_${i}`, shift: k, from: i, to: null, minutes: travel(place, home) });
			for (const j of own) {
				if (i === j) continue;
				const minutes = travel(place, stops[j]!.place);
				ways.push({ name: `x${k}_${i}_${j}`, shift: k, from: i, to: j, minutes });
			}
		}
	});
	const sum = (list: typeof ways) => list.map(({ name }) => `+ ${name}`).join(' ') || '0 t0';
	const rows: string[] = [];
	shifts.forEach((shift, k) => {
		const own = ways.filter((way) => way.shift === k);
		rows.push(`${sum(own.filter(({ from }) => from === null))} <= 1`);
		for (const i of stops.keys()) {
			const into = own.filter(({ to }) => to === i);
			const out = own.filter(({ from }) => from === i);
			if (into.length === 0) continue;
			rows.push(`${sum(into)} ${out.map(({ name }) => `- ${name}`).join(' ')} = 0`);
			const { from, to } = begin[i]![k]!;
			// In this shift or in none of its business: M is a whole day.
			rows.push(`t${i} ${into.map(({ name }) => `- ${DAY + from} ${name}`).join(' ')} >= ${-DAY}`);
			rows.push(`t${i} ${into.map(({ name }) => `+ ${DAY - to} ${name}`).join(' ')} <= ${DAY}`);
		}
		for (const { name, from, to, minutes } of own) {
			if (from === null) rows.push(`t${to} - ${shift.from + minutes} ${name} >= 0`);
			else if (to === null) {
				const next = shifts[k + 1];
				const latest = next && next.from - stops[from]!.service - minutes;
				if (latest !== undefined) rows.push(`t${from} + ${2 * DAY} ${name} <= ${2 * DAY + latest}`);
			} else {
				const step = stops[from]!.service + minutes;
				// The least M that says nothing when the way is not taken.
				const first = Math.min(...begin[to]!.map((one) => one?.from ?? DAY));
				const last = Math.max(...begin[from]!.map((one) => one?.to ?? 0));
				const M = Math.max(0, last + step - first);
				rows.push(`t${to} - t${from} - ${M} ${name} >= ${step - M}`);
			}
		}
	});
	for (const i of stops.keys()) rows.push(`${sum(ways.filter(({ to }) => to === i))} = 1`);
	return [
		'Minimize',
		`travel: ${ways.map(({ name, minutes }) => `+ ${minutes} ${name}`).join('\n ')}`,
		'Subject To',
		...rows.map((row, n) => ` r${n}: ${row}`),
		'Bounds',
		...[...stops.keys()].map((i) => ` 0 <= t${i} <= ${DAY}`),
		'Binary',
		...ways.map(({ name }) => ` ${name}`),
		'End'
	].join('\n');
}
