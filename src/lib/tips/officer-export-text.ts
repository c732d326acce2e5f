/** The tip in plain words, for whoever opens the export and knows nothing of its format. */
import { m } from '#lib/paraglide/messages';
import { formatMoment } from '#lib/platform/clock.ts';
import type { Message } from '#lib/sealed/cipher.ts';
import type { Packed } from './officer-export.ts';
import { categoryOfOfficers } from './officer-notes.ts';
import { reachOf } from './officer-reach.ts';
import type { Entry, Reading } from './officer-reading.ts';
import {
	categoryByWords,
	categoryWords,
	damageWords,
	noteMarks,
	officerWords,
	writerWords
} from './officer-words.ts';

export function exportText(reading: Reading, packed: readonly Packed[]): string {
	const { tip, body, entries, notes } = reading;
	const ours = categoryOfOfficers(notes);
	const category = ours?.category ?? body?.category;
	const reach = reachOf(body);
	const thread = entries.filter(({ seq }) => seq > 1).map((entry) => entryText(reading, entry));
	const noted = notes.map(({ at, said }) =>
		said
			? [
					`${officerWords(reading, said.by, null)}, ${formatMoment(at)}`,
					...noteMarks(said),
					said.text
				]
					.filter(Boolean)
					.join('\n')
			: m.tips_officer_note_damaged()
	);
	const files = packed.map(({ file, path, bytes }) =>
		bytes ? `${path}: ${file.ref.name}` : m.tips_export_missing({ name: file.ref.name })
	);
	return [
		`${tip.reference}, ${category ? categoryWords(category) : m.tips_officer_damaged({ number: 1 })}`,
		ours ? categoryByWords(reading, ours, null) : '',
		reach ? `!! ${reach.title}\n${reach.words}` : '',
		...(body?.answers ?? []).map(({ q, a }) => `${q}\n${a}`),
		section(m.tips_officer_thread(), thread),
		section(m.tips_officer_notes(), noted),
		section(m.tips_officer_files(), files)
	]
		.filter(Boolean)
		.join('\n\n')
		.concat('\n');
}

const section = (title: string, parts: readonly string[]): string =>
	parts.length ? [`== ${title} ==`, ...parts].join('\n\n') : '';

function entryText(reading: Reading, entry: Entry): string {
	if (entry.damaged)
		return `${m.tips_officer_damaged({ number: entry.seq })}: ${damageWords(entry.damaged)}`;
	const { kind, at, content } = entry.envelope;
	const by = writerWords(reading, entry, null) ?? '';
	if (kind === 'rekey') return m.tips_officer_rekeyed({ by, time: formatMoment(at) });
	return `${by}, ${formatMoment(at)}\n${(content as Message).text}`;
}
