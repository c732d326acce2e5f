/** What a sender has typed so far. It lives in the page's memory alone: no storage, no history, no snapshot. */

export type Answers = {
	area: string;
	/** '' until answered: has it to do with a local officer or their kin? */
	officials: '' | 'no' | 'yes' | 'unsure';
	/** Asked where the sender is unsure: whose desk may read. */
	desk: '' | 'local' | 'other';
	/** The sender said no, and still wants the other desk. */
	elsewhere: boolean;
	category: string;
	story: string;
	/** To the questions of the category, in their order. */
	asked: string[];
	place: string;
	/** "14.81, 108.95", typed or pasted; never asked of the device, which would show a question of its own. */
	point: string;
	when: string;
	going: string;
	who: string;
	know: string;
	danger: string;
	/** Stands outside the seal. */
	urgent: boolean;
};

export const nothing = (): Answers => ({
	area: '',
	officials: '',
	desk: '',
	elsewhere: false,
	category: '',
	story: '',
	asked: ['', '', ''],
	place: '',
	point: '',
	when: '',
	going: '',
	who: '',
	know: '',
	danger: '',
	urgent: false
});

/** Nobody local may read: another desk gets it. */
export const oversight = ({ officials, desk, elsewhere }: Answers): boolean =>
	officials === 'yes' ||
	(officials === 'unsure' && desk === 'other') ||
	(officials === 'no' && elsewhere);

/** Bytes that texts may take, so that the sealed body never passes its largest size of 16 KiB. */
export const ROOM = 8_000;

const bytes = (text: string) => new TextEncoder().encode(JSON.stringify(text)).length - 2;

/** Bytes that the sender's own words take, as they will be sealed. */
export const written = ({ story, asked, place, point, when, who }: Answers): number =>
	[story, ...asked, place, point, when, who].reduce((sum, text) => sum + bytes(text.trim()), 0);

/** Whether leaving would lose anything. */
export const touched = (answers: Answers, hasFiles = false): boolean =>
	hasFiles || JSON.stringify(answers) !== JSON.stringify(nothing());

/** Latitude and longitude in Việt Nam, or null: "14,81; 108,95" reads as well as "14.81, 108.95". */
export function pointOf(typed: string): { lat: number; lon: number } | null {
	const plain = typed.trim().replace(/(\d),(\d)/g, '$1.$2');
	const [lat, lon, ...more] = (plain.match(/-?\d+(?:\.\d+)?/g) ?? []).map(Number);
	if (lat === undefined || lon === undefined || more.length) return null;
	return lat >= 8 && lat <= 23.5 && lon >= 102 && lon <= 110 ? { lat, lon } : null;
}
