import type { Example } from './examples.ts';

export const examples: Example[] = [
	{
		title: 'Câu hỏi của trang',
		props: {
			name: 'r1',
			shape: 'page',
			legend: 'Ông/bà đặt lịch cho ai?',
			value: 'relative',
			options: [
				{ value: 'self', label: 'Cho tôi' },
				{ value: 'relative', label: 'Cho người nhà', hint: 'Cha mẹ, ông bà, con cháu' },
				{ value: 'other', label: 'Cho người khác', or: true }
			]
		}
	},
	{
		title: 'Một hàng, lỗi',
		props: {
			name: 'r2',
			shape: 'row',
			legend: 'Kết quả cuộc gọi',
			value: undefined,
			error: 'Chọn một kết quả.',
			options: [
				{ value: 'a', label: 'Nghe máy' },
				{ value: 'b', label: 'Không nghe' },
				{ value: 'c', label: 'Sai số' }
			]
		}
	}
];
