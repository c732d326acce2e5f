import { formatMinutes } from './format.ts';
import { readMinutes } from './typed.ts';

export type Span = { from: number; to: number };
export type WeeklySpan = Span & { weekday: number };
/** A span while somebody types it. */
export type TypedSpan = { from: string; to: string };
/** Seven lists: Monday's first, as ISO counts weekdays from 1. */
export type TypedWeek = TypedSpan[][];

type Read<T> = { spans: T[]; faults: (readonly [field: string, code: string])[] };

export const typedSpan = ({ from, to }: Span): TypedSpan => ({
	from: formatMinutes(from),
	to: formatMinutes(to)
});

export function typedWeek(spans: readonly WeeklySpan[]): TypedWeek {
	return [1, 2, 3, 4, 5, 6, 7].map((weekday) =>
		spans.filter((span) => span.weekday === weekday).map(typedSpan)
	);
}

/**
 * Spans as minutes. A line left wholly empty is no span. `apart`: shifts of one day may not overlap; windows may.
 * @returns faults with the id of the field: `name.0.from`
 */
export function readSpans(name: string, typed: readonly TypedSpan[], apart: boolean): Read<Span> {
	const spans: Span[] = [];
	const faults: [string, string][] = [];
	typed.forEach((line, index) => {
		if (line.from.trim() === '' && line.to.trim() === '') return;
		const span = { from: readMinutes(line.from), to: readMinutes(line.to) };
		const field = `${name}.${index}`;
		if (Number.isNaN(span.from)) faults.push([`${field}.from`, 'bad_time']);
		else if (Number.isNaN(span.to)) faults.push([`${field}.to`, 'bad_time']);
		else if (span.to <= span.from) faults.push([`${field}.to`, 'ends_early']);
		else if (spans.some((one) => clash(one, span, apart)))
			faults.push([`${field}.from`, 'overlap']);
		else spans.push(span);
	});
	return { spans: spans.sort((a, b) => a.from - b.from), faults };
}

/** The whole week: fields are named `name.6.0.from` for Saturday's first line. */
export function readWeek(name: string, week: TypedWeek, apart: boolean): Read<WeeklySpan> {
	const days = week.map((typed, index) => readSpans(`${name}.${index + 1}`, typed, apart));
	return {
		spans: days.flatMap((day, index) => day.spans.map((span) => ({ weekday: index + 1, ...span }))),
		faults: days.flatMap((day) => day.faults)
	};
}

const clash = (one: Span, other: Span, apart: boolean) =>
	apart ? one.from < other.to && other.from < one.to : one.from === other.from;
