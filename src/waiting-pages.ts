/**
 * Pages that wait for a touch before Kit runs in them (docs/decisions/0060): the build writes Kit's own start into them as something
 * that can be called, and the script that calls it (src/routes/(citizen)/waiting.ts).
 */
import { createHash } from 'node:crypto';
import { freshWithin } from '#lib/platform/fresh.ts';
import { markOfFacts, type Fact } from './routes/(citizen)/facts-mark.ts';

/**
 * Their routes; what each shows of what doors say; and whether the files of Kit and the page come at once. Where they do not, all of a
 * first visit is what is read. `scroll`: who moves down reads it, so that Kit, and what comes after reading, is brought meanwhile.
 */
const pages: Record<string, { facts: Fact[]; filesAtOnce: boolean; scroll?: true }> = {
	'/(citizen)': { facts: ['units', 'days'], filesAtOnce: false },
	'/(citizen)/areas': { facts: ['units'], filesAtOnce: false },
	'/(citizen)/results': { facts: ['results'], filesAtOnce: false },
	'/(citizen)/figures': { facts: ['figures'], filesAtOnce: false },
	// Their sums are further down, and what prints a sheet is a press.
	'/(citizen)/fund': { facts: ['ledger'], filesAtOnce: false, scroll: true },
	// Who came to know reads on, or presses: what is checked weighs more than all else of the page.
	'/(citizen)/keys': { facts: [], filesAtOnce: false, scroll: true },
	'/(citizen)/built': { facts: [], filesAtOnce: false, scroll: true },
	'/(citizen)/leaflet': { facts: [], filesAtOnce: false },
	'/(citizen)/booking/form': { facts: [], filesAtOnce: false },
	'/(citizen)/booking': { facts: [], filesAtOnce: true },
	'/(citizen)/booking/call-back': { facts: ['units'], filesAtOnce: true },
	'/(citizen)/lookup': { facts: ['days'], filesAtOnce: true },
	'/(citizen)/support': { facts: ['units'], filesAtOnce: true },
	'/(citizen)/tips': { facts: [], filesAtOnce: true, scroll: true },
	'/(citizen)/news/follow': { facts: [], filesAtOnce: false, scroll: true }
};

export const waits = (route: string | null): boolean => (route ?? '') in pages;

export const bringsFilesAtOnce = (route: string | null): boolean =>
	pages[route ?? '']?.filesAtOnce ?? true;

const DAY = 24 * 3_600_000;
/** Việt Nam has one zone. */
const ZONE = 7 * 3_600_000;
const nextMidnight = (at: number) => (Math.floor((at + ZONE) / DAY) + 1) * DAY - ZONE;

/** `unit`: of whom alone it was told. */
type Told = { as_of: string; unit?: string };

/** What the page says of its facts to its script: fresh while all of them are, and today is the day that they were told on. */
function factsOf(route: string, known: Record<Fact, Told | null>) {
	const asked = pages[route]!.facts;
	const told = asked.map((fact) => [fact, known[fact]] as const);
	if (told.some(([, fact]) => !fact)) return null;
	const each = told.map(([, fact]) => freshWithin(fact!.as_of));
	return {
		asked,
		unit: told.find(([, fact]) => fact!.unit)?.[1]!.unit,
		since: Math.max(0, ...each.map(({ since }) => since)),
		until: Math.min(8.64e15, ...each.flatMap(({ since, until }) => [until, nextMidnight(since)])),
		mark: markOfFacts(Object.fromEntries(told))
	};
}

/** As Kit writes it (its render.js). */
const start =
	/Promise\.all\(\[\s*(import\("[^"]+"\),\s*import\("[^"]+"\))\s*\]\)\.then\(\(\[kit, app\]\) => \{\s*kit\.start\(([^]+)\);\s*\}\);(?=\s*\}\s*$)/;

/** What the build knows of a page: what doors said, and what Kit needs that does not come at once. */
type Known = {
	route: string;
	told: Record<Fact, Told | null>;
	late: readonly string[];
};

/** @throws Error where Kit starts a page in another way than it did */
export function waitingPage(html: string, { route, told, late }: Known): string {
	const [, starting] = /<script>([^]*?__sveltekit_[^]*?)<\/script>/.exec(html) ?? [];
	if (!starting || !start.test(starting) || !html.includes(policyOf(starting)))
		throw new Error('Kit starts its pages in another way than src/waiting-pages.ts knows.');
	const later = starting.replace(
		start,
		(_, files: string, args: string) =>
			`waiting = { facts: ${JSON.stringify(factsOf(route, told))}, late: ${JSON.stringify(late)}, scroll: ${pages[route]!.scroll ?? false}, bring: () => Promise.all([${files}]).then(([kit, app]) => () => kit.start(${args})) };`
	);
	return html.replace(starting, () => later).replace(policyOf(starting), () => policyOf(later));
}

/**
 * The page with a script of its own and what that imports, before the files that wait with the page: what is touched while they come
 * is remembered from then on.
 */
export function withScript(html: string, [script, ...imported]: string[]): string {
	const tags = [
		`<script type="module" fetchpriority="high" src="${script}"></script>`,
		...imported.map((file) => `<link rel="modulepreload" href="${file}">`)
	];
	const rest = imported.reduce(
		(text, file) => text.replace(`<link href="${file}" rel="modulepreload">`, ''),
		html
	);
	return rest.replace(
		/<link [^>]*rel="modulepreload"|<\/head>/,
		(first) => tags.join('\n\t\t') + '\n\t\t' + first
	);
}

/** A script may run whose very bytes the page's policy names. */
const policyOf = (script: string) =>
	`'sha256-${createHash('sha256').update(script).digest('base64')}'`;
