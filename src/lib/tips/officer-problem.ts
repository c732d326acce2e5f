import { m } from '#lib/paraglide/messages';
import { problemWords } from '#lib/platform/desk-problem.ts';
import { Problem } from '#lib/platform/problem.ts';
import { SealedError } from '#lib/sealed/index.ts';

/** Why an officer's browser itself refuses to write: each stands for a promise to the sender. */
export type TipCode =
	| 'no_list'
	| 'not_listed'
	| 'not_proven'
	| 'notes_unproven'
	| 'no_sender'
	| 'nobody_left'
	| 'arrived'
	| 'part_missing'
	| 'part_damaged'
	| 'export_old';

export class TipError extends Error {
	override readonly name = 'TipError';
	readonly code: TipCode;

	constructor(code: TipCode) {
		super(code);
		this.code = code;
	}
}

const own: Record<TipCode, () => string> = {
	no_list: m.tips_officer_no_list,
	not_listed: m.tips_officer_not_listed,
	not_proven: m.tips_officer_not_proven,
	notes_unproven: m.tips_officer_notes_unproven,
	no_sender: m.tips_officer_no_sender,
	nobody_left: m.tips_officer_nobody_left,
	arrived: m.tips_officer_arrived,
	part_missing: m.tips_officer_part_missing,
	part_damaged: m.tips_officer_part_damaged,
	export_old: m.tips_export_old
};

const sealed: Record<string, () => string> = {
	too_long: m.tips_officer_too_long,
	room_refused: m.tips_officer_not_proven,
	list_unsigned: m.tips_officer_list_unsigned,
	list_forked: m.tips_officer_list_forked,
	list_foreign: m.tips_officer_list_foreign,
	list_expired: m.tips_officer_list_expired,
	list_damaged: m.tips_officer_list_unsigned
};

/** What the server alone refuses: nobody by themselves keeps a tip from everybody else. */
const refused: Record<string, () => string> = {
	two_people: m.tips_handover_two_people,
	two_readers: m.tips_officer_two_readers
};

/** What an officer reads when something about a tip was refused, here or by the server. */
export function tipProblemWords(problem: unknown): string {
	if (problem instanceof TipError) return own[problem.code]();
	const known = problem instanceof SealedError ? sealed : problem instanceof Problem ? refused : {};
	return known[(problem as { code: string }).code]?.() ?? problemWords(problem);
}
