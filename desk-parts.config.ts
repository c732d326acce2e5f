/** The files of officers' pages (docs/decisions/0044); those of residents, and what both have, are in parts.config.ts. */
import { part, type Part } from './part.config.ts';

const deskStyle =
	/(routes[\\/]\((staff|road)\)|lib[\\/](queue|staff|fund|rounds)|lib[\\/]\w+[\\/](Lead|Officer|Lists|Paper|Figures|Gather)\w*\.svelte).*type=style/;

/** Officers' pages and what they are made of. */
const desk = [
	/routes[\\/]\(staff\)[\\/]/,
	/lib[\\/](queue|staff)[\\/]/,
	/lib[\\/]\w+[\\/]([Ll]ead|[Oo]fficer|[Ll]ists|[Gg]ather)/,
	/lib[\\/]ui[\\/](ListDetail|SaveForm|Spans|Table|Tabs)\b/,
	/platform[\\/](passkeys|saving|week)\b/
];

// Officers' styles are one file, because the list of every page names the styles of all of them.
export const deskStyles: Part = {
	...part('desk-style', 4),
	// The public figures, the public ledger and fingerprints of keys stand in folders of officers, and are everybody's.
	test: (id) =>
		deskStyle.test(id) &&
		!/(PublicFigures|FiguresMonths|Fingerprint|fund[\\/]Public\w+)\.svelte/.test(id),
	minShareCount: 1
};

/** In the order in which they choose, after those of residents: of groups with one priority the first has what both match. */
export const deskParts: Part[] = [
	// Whoever opens an address of officers asks for these before anything else: alone, so that nothing of a page comes along.
	{ ...part('addresses', 0, /platform[\\/]desk-places\.ts$/), minShareCount: 1 },
	// Doors and shapes of the list: pages of visits have these, and no words of cases.
	{ ...part('first-page', 0, /lib[\\/]queue[\\/]queue\.ts$/), minShareCount: 1 },
	// Whoever opens a draft of a tip, or takes the public ledger along, has these as well, and no more of officers.
	{
		...part(
			'saving',
			0,
			/lib[\\/]ui[\\/](SaveForm\.svelte$|still-here\b)/,
			/platform[\\/](saving|typed)\b/
		),
		minShareCount: 1
	},
	{ ...part('csv', 0, /platform[\\/]csv\.ts$/), minShareCount: 1 },
	// What lies around every page of officers, whole, and what most of them are made of. Of groups with one priority the first has it.
	{
		...part(
			'head',
			0,
			/routes[\\/]\(staff\)[\\/](\+layout|Loaded)\.svelte$/,
			/lib[\\/]staff[\\/]LeadOnly\.svelte$/,
			/lib[\\/]ui[\\/](ListDetail|NumberedPrint|Panel|PaperFoot|Tabs)\.svelte$/
		),
		minShareCount: 1
	},
	// What pages of cases have in common, and pages of visits: without this the list would be a part of each of them.
	{
		...part('cases', 0, /lib[\\/]queue[\\/]/, /contracts[\\/]queue/),
		minShareCount: 3
	},
	{
		...part(
			'visits',
			0,
			/lib[\\/]booking[\\/](officer-(booking|readiness|words)|gathering-words|gatherings-booking)\.ts$/
		),
		minShareCount: 3
	},
	{
		...part(
			'shared',
			0,
			/lib[\\/]queue[\\/](audit|clock|clocks|handover)-\w+\.ts$/,
			/lib[\\/]staff[\\/]duty-\w+\.ts$/,
			/lib[\\/]booking[\\/](officer-people\.ts|OfficerPhone\.svelte)$/,
			/lib[\\/]ui[\\/]matching\.ts$/,
			/contracts[\\/](staff-duty|queue-handover)\.ts$/
		),
		entriesAware: true,
		entriesAwareMergeThreshold: 1024
	},
	{
		...part('shared', 0, ...desk, /contracts[\\/]/),
		minShareCount: 3,
		entriesAware: true,
		entriesAwareMergeThreshold: 1024
	},
	// The list of cases, in one file because small ones pack badly.
	{ ...part('list', 0, /routes[\\/]\(staff\)[\\/]queue[\\/]\+page\.svelte$/), minShareCount: 1 },
	// What the first case brings: that of any kind, and of a visit.
	{
		...part('case', 0, /routes[\\/]\(staff\)[\\/]queue[\\/]kinds[\\/](any|visit)\.ts$/),
		minShareCount: 1
	},
	// The rest of officers' pages.
	{ ...part('desk', 0, ...desk), entriesAware: true, entriesAwareMergeThreshold: 8192 }
];
