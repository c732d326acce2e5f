import { m } from '#lib/paraglide/messages';
import { problemWords } from '#lib/platform/desk-problem.ts';
import type { StatusBoard } from '#lib/ui/status.svelte.ts';
import type { CaseAnswer, Row } from './queue.ts';

type Command = { key: string; id: string; version: number; officer: string | null };
type Parts = {
	/** The room's verb. */
	assign: (command: Command) => Promise<CaseAnswer>;
	/** Where the result is said. */
	status: Pick<StatusBoard, 'say'>;
	/** What shows the case reads it anew; another may be open by now. */
	changed: (id: string) => void;
};

/** "Nhận việc" at one key: gives a case to the officer at this desk, and to whoever had it when taken back. */
export class Taking {
	#parts: Parts;
	/** Cases whose answer is on its way: they hold up no other. */
	#busy = new Set<string>();

	constructor(parts: Parts) {
		this.#parts = parts;
	}

	/** Pressed twice is once; a case that is this officer's already stays so. */
	async take(row: Row, me: string): Promise<void> {
		if (row.assignee?.id === me) return;
		const done = await this.#give(row, me);
		if (!done) return;
		const back = { ...row, version: done.version };
		this.#parts.status.say(m.queue_taken({ reference: row.reference }), {
			label: m.queue_undo(),
			keys: 'z',
			run: () => this.#giveBack(back)
		});
	}

	async #giveBack(row: Row) {
		if (await this.#give(row, row.assignee?.id ?? null))
			this.#parts.status.say(m.queue_taken_back({ reference: row.reference }));
	}

	async #give({ id, reference, version }: Row, officer: string | null): Promise<CaseAnswer | null> {
		if (this.#busy.has(id)) return null;
		this.#busy.add(id);
		try {
			return await this.#parts.assign({ key: crypto.randomUUID(), id, version, officer });
		} catch (problem) {
			// The officer may look at another case by now.
			this.#parts.status.say(`${reference}: ${problemWords(problem)}`);
			return null;
		} finally {
			this.#busy.delete(id);
			this.#parts.changed(id);
		}
	}
}
