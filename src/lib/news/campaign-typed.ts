/** A campaign as an editor types it, and as the door wants it. */
import { asTyped, readDay, readNumber } from '#lib/platform/typed.ts';
import type { CampaignRow, CampaignText, Counter } from './campaigns-news.ts';

export type Typed = {
	name: string;
	aim: string;
	from: string;
	to: string;
	counters: string[];
	goals: Record<Counter, string>;
};

export const counters = ['visits_done', 'tips_answered', 'meetings'] as const satisfies Counter[];

/** What stands in the form: the change that waits, else what there is; empty for a new one. */
export function typedOf(row: CampaignRow | null): Typed {
	const text = row && (row.change ?? row.text);
	const goal = (one: Counter) => String(text?.goals[one] ?? '');
	return {
		name: text?.name ?? '',
		aim: text?.aim ?? '',
		from: text ? asTyped(text.from_day) : '',
		to: text ? asTyped(text.to_day) : '',
		counters: text ? [...text.counters] : [...counters],
		goals: {
			visits_done: goal('visits_done'),
			tips_answered: goal('tips_answered'),
			meetings: goal('meetings')
		}
	};
}

/** Goals of counters that are not chosen go; what is no number is handed on to be refused. */
export function textOf(typed: Typed): CampaignText {
	const chosen = counters.filter((one) => typed.counters.includes(one));
	const goals = chosen.flatMap((one) =>
		typed.goals[one].trim() === '' ? [] : [[one, readNumber(typed.goals[one])] as const]
	);
	return {
		name: typed.name,
		aim: typed.aim,
		from_day: readDay(typed.from),
		to_day: readDay(typed.to),
		counters: chosen,
		goals: Object.fromEntries(goals)
	};
}
