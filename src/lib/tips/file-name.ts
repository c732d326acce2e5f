/** What a file is called inside the seal: its kind and number. The sender's own name for it stays on their device. */
const extension: Record<string, string> = {
	'image/jpeg': 'jpg',
	'image/png': 'png',
	'image/webp': 'webp',
	'image/heic': 'heic',
	'image/avif': 'avif',
	'image/gif': 'gif',
	'image/tiff': 'tif',
	'audio/mpeg': 'mp3',
	'audio/mp4': 'm4a',
	'video/mp4': 'mp4',
	'application/pdf': 'pdf'
};

/** `place` counts from 0: the first photo is `anh-1.jpg`. */
export const nameOf = (type: string, place: number): string =>
	`${type.startsWith('image/') ? 'anh' : 'tep'}-${place + 1}.${extension[type] ?? 'bin'}`;
