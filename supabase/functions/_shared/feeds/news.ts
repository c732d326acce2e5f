import type { Article, Category } from '../contracts/news.ts';
import { escaped, htmlOf, imageAddress } from './html.ts';
import type { Entry, Feed } from './shape.ts';

export type { Article };

/** As the page calls them: a feed has no words of the browser. A test holds them against messages/vi.json. */
export const categories: Record<Category, string> = {
	news: 'Tin tức',
	warnings: 'Cảnh báo',
	campaigns: 'Đợt cao điểm',
	good_people: 'Người tốt, việc tốt',
	procedures: 'Thủ tục'
};

type Asked = {
	/** Of the portal, without a path. */
	origin: string;
	/** Path and query of the feed. */
	self: string;
	unit: string | null;
	category: Category | null;
	area: string | null;
};

/** When the first portal had news: an empty feed has to say some moment. */
const BEGINNING = '2026-11-23T00:00:00Z';

const dayOf = (instant: string) => {
	const [year, month, day] = new Date(Date.parse(instant) + 7 * 3_600_000)
		.toISOString()
		.slice(0, 10)
		.split('-');
	return `${day}/${month}/${year}`;
};

/** The newest posts that a filter has, as a feed of them. */
export function feedOf(asked: Asked, rows: readonly Article[]): Feed {
	const { origin, unit, category, area } = asked;
	const entries = rows.map((row) => entryOf(row, origin));
	const page = new URLSearchParams({
		...(unit && { 'don-vi': unit }),
		...(category && { loai: category }),
		...(area && { 'dia-ban': area })
	});
	const of = unit ? rows.find((row) => row.unit.code === unit)?.unit.police_name : undefined;
	return {
		self: origin + asked.self,
		page: `${origin}/tin-tuc${page.size ? `?${page}` : ''}`,
		title: [category ? categories[category] : 'Tin tức', of ?? 'Gần Dân'].join(' – '),
		about: '',
		author: of ?? 'Gần Dân',
		updated: entries.reduce((last, { updated }) => (updated > last ? updated : last), BEGINNING),
		entries
	};
}

function entryOf(row: Article, origin: string): Entry {
	const notes = row.corrections.map(
		({ at, note }) => `<p><strong>Đính chính ${dayOf(at)}:</strong> ${escaped(note)}</p>`
	);
	return {
		id: row.id,
		url: `${origin}/tin-tuc/${row.slug}`,
		title: row.title,
		summary: row.summary,
		html: [...notes, htmlOf(row.tree, row.images, origin)].join('\n'),
		category: categories[row.category],
		unit: row.unit.police_name,
		published: row.published_at,
		updated: new Date(row.corrected_at ?? row.published_at).toISOString(),
		image: row.cover && imageAddress(origin, row.cover.share)
	};
}
