@destructive
Feature: The pages of a platform client
  Where its people manage it, and where the browsers of those who book land.

  @MANAGED-20 @documented
  Rule: Who books, reschedules or cancels lands on the client's page with the booking in the URL
    "URLs of pages where users land after a successful booking or if they want to reschedule or cancel a booking. We will pass information in URL when redirecting to your pages" (platform-quickstart.txt, 2. Setting up an OAuth client)
    Whoever booked on a platform is a guest of the platform, and not of Cal.com.

    @needs:control
    Scenario: The client keeps its three URLs
      When somebody looks Orbit up at the door
      Then its booking, reschedule and cancel URLs are those that were given

    @needs:control
    Scenario: A browser that booked lands on the booking URL
      Given Orbit's users begin with event types
      And Orbit created Bob, with the time zone "Europe/London"
      When somebody books Bob's "thirty-minutes" on its public page
      Then the browser is sent to Orbit's booking URL with Bob's booking in it

    @needs:control
    Scenario: A browser that moved a booking lands on the reschedule URL
      Given Orbit's users begin with event types
      And Orbit created Bob, with the time zone "Europe/London"
      And somebody booked Bob's "thirty-minutes" on its public page
      When somebody moves that booking on its public page
      Then the browser is sent to Orbit's reschedule URL with Bob's booking in it

    @needs:control
    Scenario: A browser that cancelled a booking lands on the cancel URL
      Given Orbit's users begin with event types
      And Orbit created Bob, with the time zone "Europe/London"
      And somebody booked Bob's "thirty-minutes" on its public page
      When somebody cancels that booking on its public page
      Then the browser is sent to Orbit's cancel URL with Bob's booking in it

  @MANAGED-21 @documented
  Rule: The settings of a platform client show its client id and secret
    "We now need OAuth client’s “client ID” and “client secret” that you can find in" (platform-quickstart.txt, 3. Creating managed users, Create managed users via our API)
    Without them nobody can create a user.

    @needs:control
    Scenario: Its owner finds both on its page
      Given Owen owns Orbit
      When Owen opens the settings of Orbit
      Then the page shows the client id and the client secret of Orbit
