/**
 * Days and times of day as people in Việt Nam write them. Days are `YYYY-MM-DD`, times are minutes after local midnight.
 * Việt Nam has one zone, UTC+7, and no summer time, so the arithmetic needs no calendar library.
 */
import * as z from 'zod/mini';
import { birthProblem } from './birth.ts';

export {
	FIRST_BIRTH_YEAR,
	ageOn,
	birthProblem,
	parseBirth,
	type Birth,
	type BirthProblem
} from './birth.ts';
export {
	addDays,
	formatDay,
	formatShortDay,
	formatTime,
	formatWindow,
	isDay,
	localDay,
	localMinutes,
	toInstant,
	weekday,
	weekdayName,
	type Language
} from './format.ts';

/**
 * When somebody was born, as far as is known: the year, or year and month, or the whole day.
 * Refusals: `not_a_date` (path year, month or day), `in_future`, `too_early` (before 1900).
 */
export const birth = z
	.strictObject({
		year: z.int({ error: 'required' }),
		month: z.optional(z.int({ error: 'not_a_date' })),
		day: z.optional(z.int({ error: 'not_a_date' }))
	})
	.check((context) => {
		const problem = birthProblem(context.value);
		if (!problem) return;
		context.issues.push({
			code: 'custom',
			message: problem.code,
			path: [problem.field],
			input: context.value
		});
	});
