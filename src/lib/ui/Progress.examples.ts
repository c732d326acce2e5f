import type { Example } from './examples.ts';

export const examples: Example[] = [
	{ title: 'Biết bao lâu', props: { label: 'Đang tạo mã tra cứu…', value: 60 } },
	{ title: 'Chưa biết', props: { label: 'Đang xem khung giờ còn trống…' } }
];
