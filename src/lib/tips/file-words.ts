/** What is said of a file: its size, what was taken out, what it may still tell. */
import { m } from '#lib/paraglide/messages';
import type { Held, Refused, warnsOf } from './attached.ts';
import type { PhotoFact } from './photo-facts.ts';

/** "1,4 MB": one figure behind the comma, never nought. */
export const mebibytes = (bytes: number): string =>
	`${String(Math.max(0.1, Math.round((bytes / 1024 / 1024) * 10) / 10)).replace('.', m.tips_files_comma())} MB`;

const facts: Record<PhotoFact, () => string> = {
	place: m.tips_files_fact_place,
	time: m.tips_files_fact_time,
	device: m.tips_files_fact_device,
	more: m.tips_files_fact_more
};

/** Says what stood in the photo; where nothing was found, that it is drawn anew all the same. */
export const removedWords = (removed: PhotoFact[]): string =>
	removed.length
		? m.tips_files_removed({ what: removed.map((fact) => facts[fact]()).join(', ') })
		: m.tips_files_redrawn();

const whys: Record<Held['why'], { why: () => string; instead: () => string }> = {
	format: { why: m.tips_held_format, instead: m.tips_held_format_instead },
	canvas: { why: m.tips_held_canvas, instead: m.tips_held_canvas_instead }
};
/** Of a photo that cannot be drawn anew: why, what it tells, what would be safer. */
export const heldWords = ({ why, tells }: Held) => ({
	why: whys[why].why(),
	tells: tells.length
		? m.tips_held_tells({ what: tells.map((fact) => facts[fact]()).join(', ') })
		: m.tips_held_may_tell(),
	instead: whys[why].instead()
});

const warnings: Record<NonNullable<ReturnType<typeof warnsOf>>, () => string> = {
	photo: m.tips_files_warn_photo,
	recording: m.tips_files_warn_recording,
	document: m.tips_files_warn_document
};
export const warningWords = (kind: keyof typeof warnings): string => warnings[kind]();

const reasons: Record<Refused['code'], (inputs: { name: string }) => string> = {
	too_many: m.tips_files_too_many,
	too_large: m.tips_files_too_large,
	unreadable: m.tips_files_unreadable
};
export const refusedWords = ({ known, code }: Refused): string => reasons[code]({ name: known });
