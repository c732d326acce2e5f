/** What a lead reads at a field of the reports. */
import { m } from '#lib/paraglide/messages';
import { fieldWords } from '#lib/platform/field-words.ts';

export function resultsFieldWords(field: string, code: string): string {
	const last = field.slice(field.lastIndexOf('.') + 1);
	if (last === 'since' || last.startsWith('since_')) return m.results_since_bad();
	if (last === 'name' && code === 'required') return m.results_name_required();
	if (last === 'programme' && code === 'duplicate') return m.results_programme_twice();
	if (last === 'note' && code === 'required') return m.results_note_required();
	if (last === 'start_day') return m.results_start_day_bad();
	if (last === 'nth') return m.results_nth_bad();
	return fieldWords(field, code);
}
