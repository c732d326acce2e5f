import type { Example } from './examples.ts';

export const examples: Example[] = [
	{
		title: 'Đóng',
		props: { summary: 'Vì sao hỏi điều này?' },
		words: 'Để cán bộ mang đúng thiết bị và dành đủ thời gian.'
	},
	{ title: 'Mở', props: { summary: 'Thứ Bảy, 28/11', open: true }, words: '07:30 đến 09:30' }
];
