import { m } from '#lib/paraglide/messages';
import { fieldWords } from '#lib/platform/field-words.ts';

const own: Record<string, () => string> = {
	'area.required': m.tips_fault_area,
	'officials.required': m.tips_fault_officials,
	'desk.required': m.tips_fault_desk,
	'category.required': m.tips_fault_category,
	'story.required': m.tips_fault_story,
	'story.no_room': m.tips_meter_full,
	'place.required': m.tips_fault_place,
	'place.no_room': m.tips_meter_full,
	'point.bad_format': m.tips_fault_point,
	'going.required': m.tips_fault_going,
	'who.no_room': m.tips_meter_full,
	'files.held': m.tips_fault_held,
	'know.required': m.tips_fault_know,
	'danger.required': m.tips_fault_danger
};

/** The sentence at a field and in the summary. */
export const faultWords = (field: string, code: string): string =>
	own[`${field}.${code}`]?.() ?? fieldWords(field, code);
