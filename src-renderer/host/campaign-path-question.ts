import { create } from 'zustand';

export interface CampaignPathQuestion {
  readonly purpose: 'open' | 'create';
  readonly suggestedName?: string;
  /** Ends the question: the path, or null when the user changed their mind. */
  readonly answer: (path: string | null) => void;
}

/** The question that the browser host has for the user, for CampaignPathDialog to show. */
export const useCampaignPathQuestion = create<{ question: CampaignPathQuestion | null }>(() => ({
  question: null,
}));

/** Asks for the path of a campaign file on the core's machine. @returns null when the user changed their mind */
export function askForCampaignPath(
  options: Pick<CampaignPathQuestion, 'purpose' | 'suggestedName'>,
): Promise<string | null> {
  useCampaignPathQuestion.getState().question?.answer(null);
  return new Promise((resolve) => {
    useCampaignPathQuestion.setState({
      question: {
        ...options,
        answer: (path) => {
          useCampaignPathQuestion.setState({ question: null });
          resolve(path);
        },
      },
    });
  });
}
