/**
 * A page that waits (docs/decisions/0060) is read as it was built, and Kit and Svelte run when somebody first does something that needs
 * them. Nothing that is done meanwhile is lost: what was pressed, chosen or typed is done once more on the page that came.
 */

/** What src/waiting-pages.ts writes into such a page. */
export type Waiting = {
	/** Files that Kit and the page are made of, where they have not come with it. */
	late: string[];
	/** Brings Kit, to be started then. */
	bring: () => Promise<() => Promise<void>>;
};

type Visit = {
	/** How the browser came here: `NavigationTimingType`. */
	came: string | undefined;
	/** What of the address asks for something of its own. */
	asked: string;
	agent: string;
};

/**
 * Whether what was built is all that this visit wants at first. Whoever reloads or comes back finds what the tab kept, and where they
 * were on the page; who is in another app's browser is told so.
 */
export const canWait = ({ came, asked, agent }: Visit): boolean =>
	came === 'navigate' && !asked && !insideApp.test(agent);

/** As platform/inside.ts knows them, which comes with what is shown there. */
const insideApp = /Zalo|FBA[NV]|FB_IAB|Messenger/i;

type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;
const fields = 'input, textarea, select';

/** A press on text starts nothing, so that a page is scrolled at its ease; nor does a link to another page. */
const needsKit = 'button, input, select, textarea, label, summary, a[href^="#"]';

/** Brings Kit with all of its files at once: each is named by another, and on a slow line every step costs a third of a second. */
function bringAll({ late, bring }: Waiting) {
	for (const href of late.splice(0))
		document.head.append(
			Object.assign(document.createElement('link'), { rel: 'modulepreload', href })
		);
	return bring();
}

/**
 * Starts Kit at the first touch, key or field, and does what was done before it ran. `begin` starts it as well; `over` is aborted when the
 * page does all of this itself.
 */
export function wait(
	page: Waiting,
	within: Document = document
): { begin: () => void; over: AbortSignal } {
	const pressed = new Set<HTMLElement>();
	/** What stood in each field when it was last touched. */
	const filled = new Map<Field, string | boolean>();
	let starting = false;

	const stop = new AbortController();
	const on = <Kind extends keyof DocumentEventMap>(
		kind: Kind,
		seen: (event: DocumentEventMap[Kind]) => void
	) => within.addEventListener(kind, seen, { capture: true, signal: stop.signal });

	const begin = () => {
		if (starting) return;
		starting = true;
		bringAll(page).then(
			(start) => {
				const opened = within.querySelectorAll<HTMLDetailsElement>('details[open]');
				// What the page sets up once it stands comes in a turn of its own.
				return start().finally(() => setTimeout(handOver, 0, opened));
			},
			// Its files did not come: the next touch asks for them again.
			() => (starting = false)
		);
	};

	function handOver(opened: NodeListOf<HTMLDetailsElement>) {
		stop.abort();
		// A browser opens them by itself; a page that knows what is open has shut them.
		for (const one of opened) if (!one.open) one.querySelector('summary')!.click();
		within.activeElement?.dispatchEvent(new FocusEvent('focusin', { bubbles: true }));
		for (const [field, value] of filled) restore(field, value);
		for (const one of pressed) if (one.isConnected) one.click();
	}

	for (const kind of ['pointerdown', 'focusin'] as const)
		on(kind, ({ target }) => {
			if (of(target, needsKit)) begin();
		});
	// Shift alone types nothing, and pressed three times it leaves (platform/quick-exit.ts).
	on('keydown', ({ key }) => {
		if (key !== 'Shift') begin();
	});
	for (const kind of ['input', 'change'] as const)
		on(kind, ({ target }) => {
			const field = of<Field>(target, fields);
			if (!field) return;
			filled.set(field, valueOf(field));
			begin();
		});
	on('click', (event) => {
		const target = of(event.target, 'button, a[href^="#"]');
		if (!target) return;
		// A link within the page leads there by itself as well; what the page does with it is done once it runs.
		if (target.matches('button')) {
			event.preventDefault();
			event.stopImmediatePropagation();
		}
		pressed.add(target);
		begin();
	});

	// A press is remembered from now on, so what is hidden or does nothing till somebody hears it is there.
	for (const part of within.querySelectorAll('[data-heard]'))
		for (const still of ['hidden', 'disabled']) part.removeAttribute(still);
	// What was touched before this ran.
	for (const field of within.querySelectorAll<Field>(fields))
		if (valueOf(field) !== builtOf(field)) filled.set(field, valueOf(field));
	if (filled.size || of(within.activeElement, needsKit)) begin();
	return { begin, over: stop.signal };
}

const of = <Found extends HTMLElement = HTMLElement>(target: EventTarget | null, what: string) =>
	(target as Element | null)?.closest?.<Found>(what) ?? null;

const isTicked = (field: Field): field is HTMLInputElement =>
	field.type === 'checkbox' || field.type === 'radio';

const valueOf = (field: Field) => (isTicked(field) ? field.checked : field.value);

/** What a field says as it was built. A list says its first line unless another one was chosen. */
function builtOf(field: Field): string | boolean {
	if (isTicked(field)) return field.defaultChecked;
	if (!('options' in field)) return field.defaultValue;
	const options = [...field.options];
	return (options.find((one) => one.defaultSelected) ?? options[0])?.value ?? '';
}

/** A page that has just come to life has set its lists as they were built. */
function restore(field: Field, value: string | boolean) {
	if (isTicked(field)) field.checked = Boolean(value);
	else if (field.value !== value) field.value = String(value);
	for (const kind of ['input', 'change']) field.dispatchEvent(new Event(kind, { bubbles: true }));
}
