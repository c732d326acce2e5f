/** Filling in what a ready reply leaves open. Here, in the browser: of a tip the server may not learn which one is used. */
import { dayOf, formatDate, formatWindow } from '#lib/platform/clock.ts';
import type { WholeCase } from './queue.ts';
import type { Replies, Reply, ReplyForm } from './replies-queue.ts';

const mark = /\{([a-z_]{2,30})\}/g;

/** What is known of a case; null: this case has none. */
export type Facts = Record<string, string | null>;
type Known = Pick<WholeCase, 'row' | 'visit'>;

function factsOf({ row, visit }: Known, { unit, officer }: Replies): Facts {
	const living = visit?.people.filter(({ outcome }) => outcome !== 'died').length;
	return {
		ten_don_vi: unit.name,
		duong_day_nong: unit.hotline,
		ten_can_bo: officer,
		so_ho_so: row.reference,
		ngay_nhan: formatDate(dayOf(row.received_at)),
		xa_phuong: row.area?.name ?? null,
		khung_gio: visit?.window ? formatWindow(visit.window) : null,
		so_nguoi: living ? String(living) : null
	};
}

/** The text with everything filled in; null when something is not known, so that nobody is sent a brace. */
export function filled(body: string, facts: Facts): string | null {
	const open = [...body.matchAll(mark)].map(([, name]) => name!);
	if (open.some((name) => !facts[name])) return null;
	return body.replaceAll(mark, (_, name: string) => facts[name]!);
}

type Offered = { id: string; title: string; language: Reply['language']; text: string };

/** Replies for this form in this state that can be filled in, those in the officer's language first; how many cannot. */
export function offeredIn(
	replies: Replies,
	whole: Known,
	form: ReplyForm,
	language: Reply['language']
): { offered: Offered[]; unfillable: number } {
	const facts = factsOf(whole, replies);
	const meant = replies.replies.filter(
		(reply) =>
			reply.form === form &&
			reply.kind === whole.row.kind &&
			(reply.states.length === 0 || reply.states.includes(whole.row.state))
	);
	const offered = meant.flatMap(({ id, title, language, body }) => {
		const text = filled(body, facts);
		return text === null ? [] : [{ id, title, language, text }];
	});
	offered.sort((a, b) => Number(b.language === language) - Number(a.language === language));
	return { offered, unfillable: meant.length - offered.length };
}

/** A reply after what was typed already: nothing of it is lost. */
export const appended = (text: string, reply: string): string =>
	text.trim() ? `${text.trimEnd()}\n${reply}` : reply;
