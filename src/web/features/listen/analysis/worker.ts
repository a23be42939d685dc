import type { AnalysisRequest } from './messages.ts';
import { serveAnalysis } from './serve.ts';

const answer = serveAnalysis((message) => self.postMessage(message, { transfer: [] }));
self.addEventListener('message', (event: MessageEvent<AnalysisRequest>) => void answer(event.data));
