// React by itself, ahead of main.tsx (entry/page/prerender.ts): evaluated in a task of its own, while the rest still comes.
import 'react-dom/client';
