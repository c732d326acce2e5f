import { untrack, type Component } from 'svelte';
import { late } from '#lib/platform/late.ts';
import { CaseParts } from '#lib/queue/case-parts.ts';
import type { CaseForms } from '#lib/queue/doing.svelte.ts';
import type { OpenedCase } from '#lib/queue/opened.svelte.ts';
import type { Row, WholeCase } from '#lib/queue/queue.ts';
import type { TipsInView } from './tips.svelte.ts';

/** What draws what a case is about. */
export type FactsProps = {
	whole: WholeCase;
	tips: TipsInView;
	hrefOf: (id: string) => string;
	changed: () => void;
};
type Own = { Facts?: Component<FactsProps>; forms: CaseForms };

const any = () => import('./kinds/any.ts');

/** What any case is shown with, and what its kind has of its own: both are asked for at once. */
const kind = (own: () => Promise<Own>) => async () => {
	const [{ Case, forms: shared }, { Facts, forms }] = await late(Promise.all([any(), own()]));
	return { Case, own: { ...(Facts && { Facts }), forms: { ...shared, ...forms } as CaseForms } };
};
type Shown = Awaited<ReturnType<ReturnType<typeof kind>>>;

/**
 * What shows a case and acts on it: half of this page, so it comes with the first case of a kind. Letters typed right after
 * the key of a form are meant for it, therefore all of it comes before the case is shown.
 */
const kinds = () =>
	new CaseParts<Row['kind'], Shown>({
		home_visit: kind(() => import('./kinds/visit.ts')),
		call_back: kind(() => import('./kinds/call-back.ts')),
		support: kind(() => import('./kinds/support.ts')),
		data_request: kind(() => import('./kinds/data-request.ts')),
		tip: kind(async () => ({ Facts: (await import('./kinds/Tip.svelte')).default, forms: {} })),
		// It has a page of its own.
		fund_statement: kind(async () => ({ forms: {} }))
	});

/** What shows the case that is open. Made where the page begins. */
export class ShownCase {
	#parts = kinds();
	#opened: OpenedCase;

	constructor(opened: OpenedCase) {
		this.#opened = opened;
		// The outside thing is the line: of a case that no list has the kind is known with the case.
		$effect(() => {
			const kind = this.#kind;
			if (kind) untrack(() => void this.load(kind));
		});
	}

	/** Null while it is on its way. */
	get part() {
		return this.#kind ? this.#parts.of(this.#kind) : null;
	}
	/** Why it did not come. */
	get failed(): unknown {
		return this.#kind ? this.#parts.failed(this.#kind) : null;
	}

	/** Asks for what every case is shown with, where one will be open whose kind nobody knows yet. */
	begin(): void {
		// What did not come is asked for with the kind.
		any().catch(() => undefined);
	}

	/** Asks for what shows a kind, that of the open case unless told. */
	async load(kind = this.#kind): Promise<void> {
		if (kind) await this.#parts.load(kind);
	}

	get #kind() {
		return this.#opened.whole?.row.kind;
	}
}
