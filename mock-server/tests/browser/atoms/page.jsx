// The frontend of an integrator, as section 5 of the quickstart sets it up: it asks its own backend for the access token
// of its user, gives it to CalProvider, and shows an atom. README.md says which address it takes.
import "@calcom/atoms/globals.min.css";
import { CalProvider, Connect, useAtomsContext } from "@calcom/atoms";
import { useEffect, useState } from "react";
import { createRoot } from "react-dom/client";

const settings = Object.fromEntries(new URLSearchParams(window.location.search));

createRoot(document.querySelector("main")).render(<Acme />);

function Acme() {
  const accessToken = useAccessToken(settings.user);
  // What CalProvider says about refreshes, in its order.
  const [refreshes, setRefreshes] = useState([]);
  const note = (word) => setRefreshes((words) => [...words, word]);
  return (
    <CalProvider
      clientId={settings.clientId}
      accessToken={accessToken}
      options={{ apiUrl: settings.apiUrl, refreshUrl: settings.refreshUrl ?? "/refresh" }}
      onTokenRefreshStart={() => note("start")}
      onTokenRefreshSuccess={() => note("success")}
      onTokenRefreshError={(error) => note(`error: ${error}`)}
    >
      <h1>Acme</h1>
      <Connect.GoogleCalendar />
      <Questions />
      <Standing refreshes={refreshes} />
    </CalProvider>
  );
}

// The access token of the user, as soon as the backend has told it.
function useAccessToken(user) {
  const [accessToken, setAccessToken] = useState("");
  useEffect(() => {
    fetch(`/token?user=${user}`)
      .then((answer) => answer.json())
      .then((answer) => setAccessToken(answer.accessToken));
  }, [user]);
  return accessToken;
}

// What a page asks later than at its start, with the client that the atoms ask with.
function Questions() {
  const { getClient } = useAtomsContext();
  const [answers, setAnswers] = useState([]);
  const ask = async () => {
    const answer = await getClient().get("/me").then(email, status);
    setAnswers((before) => [...before, answer]);
  };
  const askTwice = () => {
    ask();
    ask();
  };
  return (
    <section>
      <button data-testid="ask" onClick={ask}>Who am I?</button>
      <button data-testid="ask-twice" onClick={askTwice}>Ask twice at once</button>
      <p data-testid="answers">{answers.join(", ")}</p>
    </section>
  );
}

const email = (answer) => answer.data.data.email;
const status = (error) => `refused with ${error.response?.status ?? error.message}`;

// How the provider stands: its context, and what it said so far.
function Standing({ refreshes }) {
  const { error, isAuth } = useAtomsContext();
  return (
    <dl>
      <dt>Signed in</dt>
      <dd data-testid="signed-in">{isAuth ? "yes" : "no"}</dd>
      <dt>Error</dt>
      <dd data-testid="error">{error || "none"}</dd>
      <dt>Refreshes</dt>
      <dd data-testid="refreshes">{refreshes.join(", ") || "none"}</dd>
    </dl>
  );
}
