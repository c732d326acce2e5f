/** The figures as one table for a spreadsheet: each line says what it is about. */
import { m } from '#lib/paraglide/messages';
import { formatDate } from '#lib/platform/format.ts';
import type { RoundsFigures } from './rounds.ts';

const cellOf = (value: number | null): string => (value === null ? '' : String(value));

export const tableOf = ({ days, waits }: RoundsFigures): string[][] => [
	[
		m.rounds_figures_day(),
		m.rounds_figures_team(),
		m.rounds_figures_planned(),
		m.rounds_figures_served(),
		m.rounds_figures_csv_known(),
		m.rounds_figures_csv_kept(),
		m.rounds_figures_csv_travel(),
		m.rounds_figures_csv_driven(),
		m.rounds_figures_csv_service(),
		m.rounds_figures_csv_spent()
	],
	...days.map((one) => [
		formatDate(one.day),
		one.team_name,
		cellOf(one.planned),
		cellOf(one.served),
		cellOf(one.known),
		cellOf(one.kept),
		cellOf(one.travel),
		cellOf(one.driven),
		cellOf(one.service),
		cellOf(one.spent)
	]),
	[m.rounds_figures_place(), m.rounds_figures_visits(), m.rounds_figures_wait_days()],
	...waits.map(({ name, visits, days }) => [name, cellOf(visits), cellOf(days)])
];
