import type { Category } from '#contracts/news.ts';
import { m } from '#lib/paraglide/messages';

const words: Record<Category, () => string> = {
	news: m.news_category_news,
	warnings: m.news_category_warnings,
	campaigns: m.news_category_campaigns,
	good_people: m.news_category_good_people,
	procedures: m.news_category_procedures
};

export const categoryWords = (category: Category): string => words[category]();

/** In the order of the page. Written out: the contract weighs more than the page. */
export const categories = Object.keys(words) as Category[];
