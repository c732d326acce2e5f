import { markOf } from '#lib/news/mark.ts';

/** What pages that wait show of what the public doors say. */
export type Facts = {
	units?: unknown;
	days?: unknown;
	results?: unknown;
	ledger?: unknown;
	figures?: unknown;
};
export type Fact = keyof Facts;

/** When it was said, what no such page shows, and what the build has from somewhere else. */
const apart = ['as_of', 'hamlets', 'desk'];

/** The same in the build as in a browser, in whatever order a door or its contract names fields. */
export const markOfFacts = (facts: Facts): string => markOf(inOrder(facts));

function inOrder(told: unknown): unknown {
	if (Array.isArray(told)) return told.map(inOrder);
	if (told === null || typeof told !== 'object') return told;
	return Object.entries(told)
		.filter(([name, value]) => value !== undefined && !apart.includes(name))
		.sort(([one], [other]) => (one < other ? -1 : 1))
		.map(([name, value]) => [name, inOrder(value)]);
}
