import type { Example } from './examples.ts';

export const examples: Example[] = [
	{
		title: 'Nhiều điều',
		props: {
			name: 'c1',
			legend: 'Cần báo trước điều gì để cán bộ chuẩn bị?',
			hint: 'Chọn mọi điều đúng.',
			values: ['bed'],
			options: [
				{ value: 'bed', label: 'Nằm liệt giường', hint: 'Cán bộ mang máy chụp ảnh đến tận giường' },
				{ value: 'hear', label: 'Nghe kém, phải nói to' },
				{ value: 'none', label: 'Tôi không rõ', or: true, alone: true }
			]
		}
	},
	{
		title: 'Lỗi',
		props: {
			name: 'c2',
			legend: 'Ai cần làm lại?',
			values: [],
			error: 'Chọn ít nhất một người.',
			options: [
				{ value: 'a', label: 'Bà Sen' },
				{ value: 'b', label: 'Ông Mười' }
			]
		}
	}
];
