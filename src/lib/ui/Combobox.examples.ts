import type { Example } from './examples.ts';

const options = ['Thôn 1', 'Thôn 2', 'Tổ dân phố 3'].map((label) => ({ value: label, label }));

export const examples: Example[] = [
	{
		title: 'Gõ để tìm',
		props: {
			name: 'cb1',
			label: 'Thôn, tổ dân phố',
			hint: 'Gõ vài chữ, không cần dấu.',
			value: '',
			options,
			none: 'Không có nơi nào như vậy.'
		}
	},
	{
		title: 'Đã chọn, lỗi',
		props: {
			name: 'cb2',
			label: 'Thôn, tổ dân phố',
			value: 'Thôn 2',
			options,
			none: 'Không có nơi nào như vậy.',
			error: 'Chọn thôn hoặc ghi chỗ dễ nhận ra.'
		}
	}
];
