import { deskParts, deskStyles } from './desk-parts.config.ts';
import { part, type Part } from './part.config.ts';

/**
 * Which modules come over the line as one file (docs/decisions/0009). Small files pack badly, and each is named in a list
 * that every page loads. A group takes what its modules import along, unless a group of a higher priority has it.
 */
export const parts: Part[] = [
	deskStyles,
	// Addresses, the language, and what brings a part later: a page that shows nothing anew has no more (docs/decisions/0051).
	{
		...part(
			'address',
			6,
			/preload-helper/,
			/paraglide[\\/]runtime/,
			/platform[\\/](paths|path|places)\b/
		),
		minShareCount: 1
	},
	// What every page of a resident loads besides: runtimes, words and parts of the layout, and the layout itself. Svelte and Kit pack
	// a KiB worse apart.
	{
		...part(
			'frame',
			3,
			/node_modules[\\/](@sveltejs[\\/]kit|devalue|esm-env|clsx)[\\/]/,
			// Without what binds fields and waits for parts: whoever has a field brings that. Sets and maps are officers'.
			/node_modules[\\/]svelte[\\/](?!.*(bindings[\\/](?!this|props|shared)|blocks[\\/](await|svelte-element)|src[\\/]reactivity[\\/]))/,
			/generated[\\/](root|client-optimized[\\/]nodes[\\/][02]\.js)/,
			/routes[\\/](\(citizen\)[\\/](Brand|Foot|Frame|\+layout)|\+layout)/,
			/platform[\\/]preferences\b/,
			/lib[\\/]ui[\\/](Icon|icons|Frieze|SkipLink|PageHead|BackLink|VisuallyHidden)\b(?!\.examples)/
		),
		minShareCount: 1
	},
	// Before anything is typed: on the pages for a tip, a code and a visit.
	part('press', 2, /lib[\\/]ui[\\/](Button|button|Details|Kbd|LinkButton)\b/),
	// What leaves is a file of its own: a page that waits for a touch has it before Svelte runs.
	{ ...part('leave', 3, /platform[\\/]quick-exit\b/), minShareCount: 1 },
	// No officer's.
	part('exit', 2, /platform[\\/](QuickExit|late-words)\b/),
	// What the page of a code shows before one is typed, and other pages of something else.
	part('code', 2, /\(citizen\)[\\/]lookup[\\/]Broken\b/),
	// Of the public ledger: styles that its page shows at once, and small things that it shares with what comes later.
	{
		...part('ledger-style', 4),
		test: (id) =>
			/(fund[\\/]Public(Demo|Head|RowList)|\(citizen\)[\\/]fund[\\/]\+page)\.svelte.*type=style/.test(
				id
			),
		minShareCount: 1
	},
	part('ledger', 2, /lib[\\/]fund[\\/](PublicDemo|PublicPart)\.svelte$/),
	part('table', 2, /lib[\\/]ui[\\/]Table\b/, /platform[\\/]shares\b/),
	part('field', 2, /lib[\\/]ui[\\/](ErrorText|FieldFrame|Notice|control)\b/),
	part('now', 2, /platform[\\/](clock|fresh)\b/, /lib[\\/]booking[\\/]today\b/),
	// Contracts ask for it as well as the cipher.
	part('agefile', 2, /_shared[\\/]agefile[\\/]/),
	// Residents print as officers do.
	part('paper', 2, /lib[\\/]ui[\\/](printing|beside-the-page)\b/),
	part('summary', 2, /lib[\\/]ui[\\/]SummaryList\b/),
	// Facts of a unit, on the home page and where a place is asked.
	part(
		'fact',
		2,
		/lib[\\/]ui[\\/]Select\b/,
		/platform[\\/]format\b/,
		/lib[\\/]unit[\\/](areas|now|ServedBy)\b/
	),
	// Whom to call: on the home page, and where something was sent or cannot be.
	part('hotline', 2, /lib[\\/]unit[\\/](HotlineNumber|UnitHotline)\b/),
	// Doors have it, and forms.
	part('problem', 3, /platform[\\/]problem\.ts$/),
	// A form, and what went wrong with it as a code.
	part(
		'form',
		2,
		/lib[\\/]ui[\\/](ErrorSummary|Field)\b/,
		/lib[\\/]ui[\\/](form\.svelte|quiet)\.ts$/,
		/platform[\\/](command|late)\.(svelte\.)?ts$/,
		/_shared[\\/]code[\\/]/
	),
	// Small things that a code's page shares with officers: in a file of officers they would bring the rest of it along.
	part('left', 2, /platform[\\/]left\b/),
	part('idle', 2, /platform[\\/]idle(-lock)?\.ts$/),
	part('reading', 2, /platform[\\/]reading\.svelte\.ts$/),
	part('words', 1, /platform[\\/]problem-words\b/),
	part('faults', 2, /platform[\\/]field-words\b/),
	// A family's own, which an officer who writes for them has as well: alone, so that no officer's come along.
	part('help', 2, /lib[\\/]support[\\/]fault-words\b/),
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
	// Asked for by doors and by what makes codes: a file of either would bring the other.
	part('config', 1, /platform[\\/]config\.ts$/),
	// Work apart from the page, and the light half of what is sealed.
	part(
		'work',
		1,
		/platform[\\/](worker|worked)\.ts$/,
		/platform[\\/]workers[\\/](runner|proof)\.ts$/,
		/lib[\\/]sealed[\\/]index\.ts$/,
		/@noble[\\/]hashes[\\/]utils\b/
	),
	// The way to a door.
	part(
		'call',
		1,
		/platform[\\/](shape|shapes|shapes-holding)\.ts$/,
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
	// Shapes that residents' pages know as well; the others come with the officers' files that ask by them.
	{
		...part(
			'contract',
			1,
			/contracts[\\/](booking(-case)?|fund-public|lookup|queue-figures|sealing|staff|support(-case)?|tips|unit)\.ts$/
		),
		entriesAware: true
	},
	// What residents and officers both fill in or are shown: no part of a file that has more for officers.
	{
		...part(
			'both',
			0,
			/lib[\\/]booking[\\/](?!lead|officer|lists|paper|figures|gather)/i,
			/lib[\\/]lookup[\\/]/,
			/lib[\\/]queue[\\/](FiguresMonths|figures-queue|kind-words|months)\b/,
			/lib[\\/]booking[\\/]figures\.ts$/,
			/lib[\\/]sealed[\\/](base64|problem)\.ts$/,
			/lib[\\/]staff[\\/]((staff|desk-age|desk-chain)\.ts|Fingerprint\.svelte)$/,
			/lib[\\/]tips[\\/]categories\b/,
			/lib[\\/]ui[\\/](Code|Progress|Qr|ReadAloudHere|Table)\b/,
			/platform[\\/](hand-file|print)\b/,
			/_shared[\\/]days[\\/]/,
			/svelte[\\/]src[\\/]internal[\\/]client[\\/]dom[\\/]blocks[\\/](await|svelte-element)/
		),
		entriesAware: true
	},
	...deskParts
];
