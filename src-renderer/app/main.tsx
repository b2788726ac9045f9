// Order matters: zod must be told before the first schema is built.
import './jitless.ts';
import '../ui/index.css';
import { QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { ApiContext } from '../api/api-context.ts';
import { createClient } from '../api/client.ts';
import { createQueryClient } from '../api/use-query.ts';
import { App } from './App.tsx';
import { ErrorScreen } from './ErrorScreen.tsx';

const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <StrictMode>
      <ErrorScreen>
        <ApiContext value={createClient()}>
          <QueryClientProvider client={createQueryClient()}>
            <App />
          </QueryClientProvider>
        </ApiContext>
      </ErrorScreen>
    </StrictMode>,
  );
}
