import { isRefusal } from '#lib/platform/command.svelte.ts';
import { holdsOf, makeExport, type TipExport } from './officer-export.ts';
import { TipError } from './officer-problem.ts';
import { isStale } from './officer-sending.svelte.ts';
import type { OpenedTip } from './officer-tip.svelte.ts';
import type { Certificate, erase } from './officer-tips.ts';

/**
 * A tip on its way to investigators: first a sealed export, then the tip ends, then it is erased. What was written after
 * the export is not in it, so nothing is erased then before a new one is made.
 */
export class HandOver {
	#tip: OpenedTip;
	#made = $state.raw<TipExport | null>(null);
	#certificate = $state.raw<Certificate | null>(null);
	/** The erasure is one intention: sent again under the same key until its answer is known. */
	#sent: Parameters<typeof erase>[0] | null = null;

	constructor(tip: OpenedTip) {
		this.#tip = tip;
	}

	get made() {
		return this.#made;
	}
	get certificate() {
		return this.#certificate;
	}
	/** Of the tip, for the numbers of its papers: the certificate is printed when the tip is gone. */
	get id(): string {
		return this.#sent?.id ?? this.#tip.reading?.tip.case ?? '';
	}

	/** True when the file is there. @throws Problem, SealedError, TipError */
	async make(): Promise<boolean> {
		this.#made = await this.#tip.make((reading, hand, door) =>
			makeExport(reading, hand, door.part)
		);
		return true;
	}

	/** Ends and erases the tip. @throws TipError `export_old`, and what the doors refuse */
	async end(): Promise<boolean> {
		if (!this.#sent) {
			this.#demandFresh();
			if (this.#tip.reading?.tip.state !== 'handed_over')
				await this.#tip.decide.close('handed_over');
			this.#demandFresh();
		}
		this.#certificate = await this.#tip.make(async ({ tip }, _, door) => {
			// What the export holds: the server erases nothing when there is more by now.
			const { case: id, version, notes } = tip;
			this.#sent ??= { key: crypto.randomUUID(), id, version, notes: notes.length };
			try {
				return await door.erase(this.#sent);
			} catch (problem) {
				if (isRefusal(problem)) this.#sent = null;
				if (isStale(problem)) await this.#lookAgain();
				throw problem;
			}
		});
		this.#made = null;
		// Erased here, too.
		this.#tip.wipe();
		return true;
	}

	/** Somebody wrote after all. @throws TipError `export_old` once what they wrote is here */
	async #lookAgain() {
		await this.#tip.refresh();
		this.#demandFresh();
	}

	#demandFresh() {
		const reading = this.#tip.reading;
		if (reading && this.#made?.holds === holdsOf(reading)) return;
		this.#made = null;
		throw new TipError('export_old');
	}
}
