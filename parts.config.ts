/**
 * Which modules come over the line as one file (docs/decisions/0009). Small files pack badly, and each is named in a list
 * that every page loads. A group takes what its modules import along, unless a group of a higher priority has it.
 */
type Part = {
	name: string;
	test: (id: string) => boolean;
	priority: number;
	minShareCount: number;
	entriesAware?: boolean;
	entriesAwareMergeThreshold?: number;
};

const part = (name: string, priority: number, ...modules: RegExp[]): Part => ({
	name,
	priority,
	minShareCount: 2,
	test: (id) => modules.some((module) => module.test(id))
});

const deskStyle =
	/(routes[\\/]\((staff|road)\)|lib[\\/](queue|staff|fund|rounds)|lib[\\/]\w+[\\/](Lead|Officer|Lists|Paper|Figures|Gather)\w*\.svelte).*type=style/;

export const parts: Part[] = [
	// Officers' styles are one file, because the list of every page names the styles of all of them.
	{
		...part('desk-style', 4),
		// The public figures stand in the queue's folder, and are no officer's.
		test: (id) => deskStyle.test(id) && !/(PublicFigures|FiguresMonths)\.svelte/.test(id),
		minShareCount: 1
	},
	// What every page of a resident loads: runtimes, addresses, words and parts of the layout.
	part(
		'frame',
		3,
		/node_modules[\\/](@sveltejs[\\/]kit|devalue|esm-env|clsx)[\\/]/,
		// Without what binds fields and waits for parts: whoever has a field brings that.
		/node_modules[\\/]svelte[\\/](?!.*(bindings[\\/]input|blocks[\\/](await|svelte-element)))/,
		/generated[\\/](root|client-optimized[\\/]nodes[\\/][02]\.js)/,
		/routes[\\/](\(citizen\)[\\/](Brand|Foot|\+layout)|\+layout)/,
		/paraglide[\\/](runtime|messages[\\/](site_|ui_skip|ui_back))/,
		/platform[\\/](paths|path|preferences)\b/,
		/lib[\\/]ui[\\/](Icon|icons|Frieze|SkipLink|PageHead|BackLink|VisuallyHidden)\b/,
		/preload-helper/
	),
	// Before anything is typed: on the pages for a tip, a code and a visit.
	part(
		'press',
		2,
		/lib[\\/]ui[\\/](Button|button|Details|Kbd|LinkButton)\b/,
		/platform[\\/](QuickExit|quick-exit|late-words)\b/,
		/paraglide[\\/]messages[\\/]problem_(offline|unreachable)\b/
	),
	part('field', 2, /lib[\\/]ui[\\/](ErrorText|FieldFrame|Notice|control)\b/),
	part('now', 2, /platform[\\/](clock|fresh)\b/, /lib[\\/]booking[\\/]today\b/),
	// Contracts ask for it as well as the cipher.
	part('agefile', 2, /_shared[\\/]agefile[\\/]/),
	// Residents print as officers do.
	part(
		'paper',
		2,
		/lib[\\/]ui[\\/](printing|beside-the-page)\b/,
		/messages[\\/](ui_paper_number|booking_paper_(name|needs|place_kind|service)|booking_officer_(contact|person_number|place))\b/
	),
	part('summary', 2, /lib[\\/]ui[\\/]SummaryList\b/),
	// Facts of a unit, on the home page and where a place is asked.
	part(
		'fact',
		2,
		/lib[\\/]ui[\\/]Select\b/,
		/platform[\\/]format\b/,
		/lib[\\/]unit[\\/](areas|now|HotlineNumber|ServedBy|UnitHotline)\b/
	),
	// A form, and what went wrong with it as a code.
	part(
		'form',
		2,
		/lib[\\/]ui[\\/](ErrorSummary|Field)\b/,
		/lib[\\/]ui[\\/]form\.svelte\.ts$/,
		/platform[\\/](command|late|problem)\.(svelte\.)?ts$/,
		/_shared[\\/]code[\\/]/
	),
	// Small things that a code's page shares with officers: in a file of officers they would bring the rest of it along.
	part('left', 2, /platform[\\/]left\b/, /messages[\\/]time_/),
	part('reading', 2, /platform[\\/]reading\.svelte\.ts$/),
	part('words', 1, /platform[\\/]problem-words\b/),
	part('faults', 2, /platform[\\/]field-words\b/),
	part('dialog', 2, /lib[\\/]ui[\\/](Dialog|modal)\b/),
	// Pages of questions.
	part('question', 1, /lib[\\/]ui[\\/](Checkbox|Fieldset|Radios|TextArea)\b/),
	// A visit as it is asked for, and as its code shows it.
	part(
		'visit',
		1,
		/lib[\\/]ui[\\/](Checkboxes|DateOrYear|Tag|Timeline)\b/,
		/lib[\\/]lookup[\\/](FraudWarning|SpokenWords|StateBox|tip-room)\b/,
		/_shared[\\/]days[\\/]format\b/
	),
	// Work apart from the page, and the light half of what is sealed.
	part(
		'work',
		1,
		/platform[\\/](config|worker|worked)\.ts$/,
		/platform[\\/]workers[\\/](runner|proof)\.ts$/,
		/lib[\\/]sealed[\\/](index|base64|problem)\.ts$/,
		/@noble[\\/]hashes[\\/]utils\b/
	),
	// The way to a door.
	part(
		'call',
		1,
		/node_modules[\\/]zod[\\/]/,
		/contracts[\\/](basics|door)\b/,
		/_shared[\\/]text[\\/]/,
		/platform[\\/](call|send|token)\b/,
		/_shared[\\/]answer[\\/]/
	),
	// The cipher, whichever half of it is used.
	part(
		'seal',
		1,
		/node_modules[\\/](age-encryption|@scure[\\/]base|@noble[\\/](ciphers|curves|hashes|post-quantum))[\\/]/,
		/lib[\\/]sealed[\\/](age|chain|desk|digest|envelope|frame|holder|item|partref|parts|room|sender|shape|signed|write)\.ts$/
	),
	{ ...part('contract', 1, /contracts[\\/]/), entriesAware: true },
	// What residents and officers both fill in or are shown: no part of a file that has more for officers.
	{
		...part(
			'both',
			0,
			/lib[\\/]booking[\\/](?!lead|officer|lists|paper|figures)/i,
			/messages[\\/]booking_(?!lead|officer|lists|paper|figures)/,
			/lib[\\/]lookup[\\/]/,
			/lib[\\/]ui[\\/](Code|ReadAloudHere)\b/
		),
		entriesAware: true
	},
	// What lies around every page of officers: in a file of some page it would bring that page along, from the sign-in on.
	part(
		'head',
		0.5,
		/lib[\\/]booking[\\/]officer-hotline-keys\b/,
		/lib[\\/]queue[\\/]audit-queue\b/,
		/lib[\\/]rounds[\\/](trying|vault-words)\b/,
		/lib[\\/]staff[\\/](on-duty|unlocked)\b/,
		/lib[\\/]tips[\\/]officer-(alarms|tips)\b/,
		/lib[\\/]ui[\\/](Layer|Menu|Status|desk|status)\b/,
		/platform[\\/](desk-places|desk-problem|idle|session|session-client)\b/,
		// The names of pages stand in the bar and on each of them: else every one is a file.
		/messages[\\/](staff_nav_\w+|fund_(bank_)?title|rounds_(durations|field|figures|plan)_title)\b/,
		/messages[\\/](staff_(factor|keys)|support_families)_title\b/
	),
	// Officers' pages: cut by who needs what, as long as a piece is worth a file.
	{
		...part(
			'desk',
			0,
			/routes[\\/]\(staff\)[\\/]/,
			/lib[\\/](queue|staff)[\\/]/,
			/lib[\\/]\w+[\\/]([Ll]ead|[Oo]fficer|[Ll]ists|[Gg]ather)/,
			/lib[\\/]ui[\\/](ListDetail|SaveForm|Spans|Table|Tabs)\b/,
			/platform[\\/](passkeys|saving|week)\b/
		),
		entriesAware: true,
		entriesAwareMergeThreshold: 8192
	}
];
