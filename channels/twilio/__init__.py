"""SMS through Twilio, spoken to in its REST API's own words."""
