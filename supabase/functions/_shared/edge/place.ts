import { Refusal, invalid } from '../answer/index.ts';

/**
 * What SQL said of a place that somebody typed, at the field of the form that has it: 422 `area_not_served`; 422 `invalid` for an
 * area or a hamlet that does not exist. Any other error is what it was.
 */
export function placeRefusal(error: unknown, field: string): unknown {
	if (!(error instanceof Refusal)) return error;
	if (error.code === 'not_served') return new Refusal(422, 'area_not_served', { field });
	if (error.code !== 'not_found') return error;
	// SQL says which of the two it does not know; the form may have it one level deeper.
	const isHamlet = error.details.field === 'hamlet';
	return invalid([{ field: isHamlet ? field.replace('area', 'hamlet') : field, code: 'unknown' }]);
}
