import type { Example } from './examples.ts';

export const examples: Example[] = [
	{
		title: 'Hộp thoại',
		props: { title: 'Hủy lịch hẹn này?', open: false },
		words: 'Giờ đã giữ sẽ nhường cho người khác.'
	}
];
