import type { Image } from '#contracts/news.ts';

/** Where a width of an image lies: named by its content, so that it may be kept for ever. */
export const fileAddress = ({ sha256, type }: Image['files'][number]): string =>
	`/storage/v1/object/public/news/${sha256}.${type}`;

/** `srcset`: every width that there is. */
export const widthsOf = ({ files }: Pick<Image, 'files'>): string =>
	files.map((file) => `${fileAddress(file)} ${file.width}w`).join(', ');
