/** The draft that a sender may keep as a sealed file, by choice. Nothing but that file and its code is left of it. */
import { newCode, SealedError } from '#lib/sealed/index.ts';
import { nothing, type Answers } from './answers.ts';
import { loaded } from './loaded.ts';

/** Says nothing of what it is, in a folder that others may see. */
export const DRAFT_NAME = 'tep.age';

const cipher = () => loaded(() => import('#lib/sealed/draft.ts'));

/** The file, and the code that was made for it. Files that were attached stay out. */
export async function lockAnswers(answers: Answers): Promise<{ file: Uint8Array; code: string }> {
	const code = newCode();
	const { lockDraft } = await cipher();
	return { file: await lockDraft({ v: 1, answers }, code), code };
}

/** @param code as `parseCode` returns it @throws SealedError `wrong_code`, `damaged` */
export async function openAnswers(file: Uint8Array, code: string): Promise<Answers> {
	const { openDraft } = await cipher();
	const draft = (await openDraft(file, code)) as { v?: unknown; answers?: unknown } | null;
	if (draft?.v !== 1 || !isAnswers(draft.answers)) throw new SealedError('damaged');
	return draft.answers;
}

const choices = { officials: ['', 'no', 'yes', 'unsure'], desk: ['', 'local', 'other'] } as const;

/** The very fields of a form, with values of their kind. */
function isAnswers(value: unknown): value is Answers {
	if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
	const given = value as Record<string, unknown>;
	const empty = nothing();
	return (
		Object.keys(given).length === Object.keys(empty).length &&
		Object.entries(empty).every(([name, sample]) => alike(given[name], sample)) &&
		Object.entries(choices).every(([name, some]) =>
			(some as readonly unknown[]).includes(given[name])
		)
	);
}

function alike(value: unknown, sample: unknown): boolean {
	if (!Array.isArray(sample)) return typeof value === typeof sample;
	return (
		Array.isArray(value) &&
		value.length === sample.length &&
		value.every((one) => typeof one === 'string')
	);
}
