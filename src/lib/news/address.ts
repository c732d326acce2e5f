/** Which posts a page shows, in its address: what somebody found can be sent to somebody else. */
import type { Category } from '#contracts/news.ts';
import { categories } from './category-words.ts';
import type { Filter } from './public-news.ts';

export const everything: Filter = { unit: null, category: null, area: null, words: null };

/** What an address asks for; whatever in it means nothing is left out. */
export function askedIn(search: string): Filter {
	const said = new URLSearchParams(search);
	const code = (name: string) => /^\d{5}$/.exec(said.get(name) ?? '')?.[0] ?? null;
	const words = said.get('tim')?.trim().slice(0, 100);
	return {
		unit: code('don-vi'),
		area: code('dia-ban'),
		category: categories.find((one: Category) => one === said.get('loai')) ?? null,
		words: words || null
	};
}

/** The other way round, without the path: `?loai=warnings&dia-ban=21172`; empty for everything. */
export function addressOf({ unit, category, area, words }: Filter): string {
	const said = new URLSearchParams({
		...(unit && { 'don-vi': unit }),
		...(category && { loai: category }),
		...(area && { 'dia-ban': area }),
		...(words && { tim: words })
	});
	return said.size ? `?${said}` : '';
}

/** The feed of the same posts; a search has none. */
export const feedAddress = (format: 'atom' | 'json', filter: Filter = everything): string =>
	`/functions/v1/news/${format}${addressOf({ ...filter, words: null })}`;
